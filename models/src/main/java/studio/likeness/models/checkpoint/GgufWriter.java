package studio.likeness.models.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.likeness.models.quant.GgmlType;

/// Writes GGUF 3 files. Numbers are asked for in parts, so that large models need little memory.
public final class GgufWriter {
    private static final int ALIGNMENT = 32;
    private static final int CHUNK = 1 << 16;

    /// One tensor to write.
    ///
    /// @param type one that [GgmlType#encode] writes
    /// @param shape outermost first; the last a multiple of the type's block
    public record Entry(
            String name, GgmlType type, long[] shape, SafetensorsWriter.Source numbers) {
        public Entry {
            if (shape.length == 0 || shape[shape.length - 1] % type.block() != 0) {
                throw new IllegalArgumentException(
                        "expected rows of whole blocks of %d for %s".formatted(type.block(), name));
            }
        }

        long elements() {
            return Shapes.elements(shape).orElseThrow();
        }

        long bytes() {
            return elements() / type.block() * type.bytes();
        }
    }

    private final OutputStream out;
    private long written;

    private GgufWriter(OutputStream out) {
        this.out = out;
    }

    /// @param meta values: String, Integer (u32), Long (u64), Float, Double, Boolean, or a List of
    ///     String, Integer (i32) or Float
    public static void write(Path file, Map<String, ?> meta, List<Entry> tensors)
            throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK)) {
            new GgufWriter(out).write(meta, tensors);
        }
    }

    private void write(Map<String, ?> meta, List<Entry> tensors) throws IOException {
        put(new byte[] {'G', 'G', 'U', 'F'});
        int32(3);
        int64(tensors.size());
        int64(meta.size());
        for (var each : meta.entrySet()) {
            word(each.getKey());
            value(each.getValue());
        }
        long offset = 0;
        for (var tensor : tensors) {
            word(tensor.name());
            int32(tensor.shape().length);
            for (int i = tensor.shape().length - 1; i >= 0; i--) {
                int64(tensor.shape()[i]);
            }
            int32(tensor.type().id());
            int64(offset);
            offset += aligned(tensor.bytes());
        }
        pad();
        for (var tensor : tensors) {
            numbers(tensor);
            pad();
        }
    }

    private void numbers(Entry tensor) throws IOException {
        var type = tensor.type();
        var floats = new float[(int) Math.min(CHUNK, tensor.elements())];
        var bytes = new byte[floats.length / type.block() * type.bytes()];
        for (long from = 0; from < tensor.elements(); from += floats.length) {
            int count = (int) Math.min(floats.length, tensor.elements() - from);
            tensor.numbers().read(from, floats, count);
            int blocks = count / type.block();
            type.encode(floats, 0, bytes, 0, blocks);
            out.write(bytes, 0, blocks * type.bytes());
            written += (long) blocks * type.bytes();
        }
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case String text -> {
                int32(8);
                word(text);
            }
            case Integer whole -> {
                int32(4);
                int32(whole);
            }
            case Long whole -> {
                int32(10);
                int64(whole);
            }
            case Float real -> {
                int32(6);
                int32(Float.floatToIntBits(real));
            }
            case Double real -> {
                int32(12);
                int64(Double.doubleToLongBits(real));
            }
            case Boolean flag -> {
                int32(7);
                put(new byte[] {(byte) (flag ? 1 : 0)});
            }
            case List<?> list -> list(list);
            default ->
                    throw new IllegalArgumentException(
                            "GGUF has no type for " + value.getClass().getSimpleName());
        }
    }

    private void list(List<?> list) throws IOException {
        int32(9);
        boolean words = list.isEmpty() || list.getFirst() instanceof String;
        int32(words ? 8 : list.getFirst() instanceof Float ? 6 : 5);
        int64(list.size());
        for (var each : list) {
            switch (each) {
                case String text -> word(text);
                case Integer whole -> int32(whole);
                case Float real -> int32(Float.floatToIntBits(real));
                default ->
                        throw new IllegalArgumentException(
                                "not written in a list: " + each.getClass().getSimpleName());
            }
        }
    }

    private void word(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int64(bytes.length);
        put(bytes);
    }

    private void int32(int v) throws IOException {
        put(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(v).array());
    }

    private void int64(long v) throws IOException {
        put(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(v).array());
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void pad() throws IOException {
        put(new byte[(int) (aligned(written) - written)]);
    }

    private static long aligned(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }
}
