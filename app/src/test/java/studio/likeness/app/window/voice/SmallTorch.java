package studio.likeness.app.window.voice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.likeness.models.checkpoint.TensorIndex;

/// A torch file of nested maps, lists, words, whole numbers and weights in float16.
final class SmallTorch {
    /// Weights under their names with something before them.
    record State(String prefix, TensorIndex weights) {}

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final List<byte[]> storages = new ArrayList<>();

    private SmallTorch() {}

    static Path write(Path file, Object root) throws IOException {
        var torch = new SmallTorch();
        torch.raw(0x80, 2);
        torch.value(root);
        torch.raw('.');
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            entry(zip, "archive/data.pkl", torch.pickle.toByteArray());
            entry(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < torch.storages.size(); i++) {
                entry(zip, "archive/data/" + i, torch.storages.get(i));
            }
            entry(zip, "archive/version", new byte[] {'3', '\n'});
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        var crc = new CRC32();
        crc.update(bytes);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private void raw(int... codes) {
        for (int code : codes) {
            pickle.write(code);
        }
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case String text -> text(text);
            case Long whole -> whole(whole);
            case List<?> list -> {
                raw(']', '(');
                for (var each : list) {
                    value(each);
                }
                raw('e');
            }
            case Map<?, ?> map -> {
                raw('}', '(');
                for (var each : map.entrySet()) {
                    value(each.getKey());
                    value(each.getValue());
                }
                raw('u');
            }
            case State state -> {
                raw('}', '(');
                for (var name : state.weights().names()) {
                    text(state.prefix() + name);
                    var tensor = state.weights().get(name);
                    tensor(tensor.floats(), tensor.shape());
                }
                raw('u');
            }
            default -> throw new IllegalArgumentException("cannot pickle " + value.getClass());
        }
    }

    private void tensor(float[] numbers, long[] shape) throws IOException {
        var bytes = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putShort(Float.floatToFloat16(number));
        }
        storages.add(bytes.array());
        global("torch._utils", "_rebuild_tensor_v2");
        raw('(', '(');
        text("storage");
        global("torch", "HalfStorage");
        text(Integer.toString(storages.size() - 1));
        text("cpu");
        whole(numbers.length);
        raw('t', 'Q');
        whole(0);
        tuple(shape);
        var strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        tuple(strides);
        raw(0x89);
        global("collections", "OrderedDict");
        raw(')', 'R', 't', 'R');
    }

    private void tuple(long... numbers) throws IOException {
        raw('(');
        for (long number : numbers) {
            whole(number);
        }
        raw('t');
    }

    private void global(String module, String name) throws IOException {
        raw('c');
        pickle.write((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void text(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        raw('X');
        int32(bytes.length);
        pickle.write(bytes);
    }

    private void whole(long number) throws IOException {
        raw('J');
        int32(Math.toIntExact(number));
    }

    private void int32(int number) throws IOException {
        pickle.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }
}
