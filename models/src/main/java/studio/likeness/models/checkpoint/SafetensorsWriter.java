package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Writes safetensors files, one or several with their index, as Hugging Face folders have them.
/// Numbers are asked for in parts, so a tensor never has to be in memory as a whole.
public final class SafetensorsWriter {
    private static final int CHUNK = 1 << 16;

    /// Gives `count` numbers from `from` on, row-major.
    @FunctionalInterface
    public interface Source {
        void read(long from, float[] into, int count);
    }

    /// One tensor to write.
    ///
    /// @param type F64, F32, F16, BF16 or a whole-number type (values rounded)
    public record Entry(String name, DType type, long[] shape, Source numbers) {
        public static Entry of(String name, DType type, float[] numbers, long... shape) {
            return new Entry(
                    name,
                    type,
                    shape,
                    (from, into, count) ->
                            System.arraycopy(numbers, Math.toIntExact(from), into, 0, count));
        }

        /// As it is kept elsewhere, in the same type.
        public static Entry of(String name, Tensor tensor) {
            return new Entry(
                    name,
                    tensor.type() == DType.BLOCKS ? DType.F32 : tensor.type(),
                    tensor.shape(),
                    (from, into, count) -> tensor.read(from, into, 0, count));
        }

        long bytes() {
            return Math.multiplyExact(Shapes.elements(shape).orElseThrow(), type.bytes());
        }
    }

    private SafetensorsWriter() {}

    /// Writes one file.
    public static void write(Path file, List<Entry> tensors, Map<String, String> metadata)
            throws IOException {
        var header = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            var meta = header.putObject("__metadata__");
            metadata.forEach(meta::put);
        }
        long at = 0;
        for (var tensor : tensors) {
            at = describe(header.putObject(tensor.name()), tensor, at);
        }
        var text = header.toString().getBytes(StandardCharsets.UTF_8);
        // padded with spaces so that the numbers are aligned, as the format recommends
        var padded = Arrays.copyOf(text, Math.ceilDiv(text.length, 8) * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK)) {
            var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.write(length.putLong(padded.length).array());
            out.write(padded);
            for (var tensor : tensors) {
                numbers(tensor, out);
            }
        }
    }

    private static long describe(ObjectNode node, Entry tensor, long at) {
        node.put("dtype", tensor.type().name());
        var shape = node.putArray("shape");
        for (long dim : tensor.shape()) {
            shape.add(dim);
        }
        long end = at + tensor.bytes();
        node.putArray("data_offsets").add(at).add(end);
        return end;
    }

    private static void numbers(Entry tensor, OutputStream out) throws IOException {
        long elements = tensor.bytes() / tensor.type().bytes();
        var floats = new float[(int) Math.min(CHUNK, elements)];
        var bytes =
                ByteBuffer.allocate(floats.length * tensor.type().bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (long from = 0; from < elements; from += floats.length) {
            int count = (int) Math.min(floats.length, elements - from);
            tensor.numbers().read(from, floats, count);
            bytes.clear();
            for (int i = 0; i < count; i++) {
                put(bytes, tensor.type(), floats[i]);
            }
            out.write(bytes.array(), 0, bytes.position());
        }
    }

    private static void put(ByteBuffer bytes, DType type, float v) {
        switch (type) {
            case F64 -> bytes.putDouble(v);
            case F32 -> bytes.putFloat(v);
            case F16 -> bytes.putShort(Float.floatToFloat16(v));
            case BF16 -> bytes.putShort(bfloat16(v));
            case I64 -> bytes.putLong((long) v);
            case I32 -> bytes.putInt((int) v);
            case I16 -> bytes.putShort((short) v);
            case I8, U8, BOOL -> bytes.put((byte) v);
            case F8_E4M3, F8_E5M2, BLOCKS ->
                    throw new IllegalArgumentException("expected a plain type, found " + type);
        }
    }

    /// Rounded to the nearest, ties to even.
    static short bfloat16(float v) {
        int bits = Float.floatToIntBits(v);
        return (short)
                (Float.isNaN(v) ? (bits >> 16) | 0x40 : (bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }

    /// Writes `model-00001-of-0000N.safetensors` and `model.safetensors.index.json` into `folder`,
    /// each part of about `partBytes` or of one larger tensor; `model.safetensors` alone when one
    /// part holds all.
    public static void writeParts(Path folder, List<Entry> tensors, long partBytes)
            throws IOException {
        var parts = new ArrayList<List<Entry>>();
        long room = 0;
        long total = 0;
        for (var tensor : tensors) {
            total += tensor.bytes();
            if (parts.isEmpty() || tensor.bytes() > room) {
                parts.add(new ArrayList<>());
                room = partBytes;
            }
            parts.getLast().add(tensor);
            room -= tensor.bytes();
        }
        var format = Map.of("format", "pt");
        if (parts.size() <= 1) {
            write(folder.resolve("model.safetensors"), tensors, format);
            return;
        }
        var index = JsonNodeFactory.instance.objectNode();
        index.putObject("metadata").put("total_size", total);
        var where = index.putObject("weight_map");
        for (int i = 0; i < parts.size(); i++) {
            var name = "model-%05d-of-%05d.safetensors".formatted(i + 1, parts.size());
            write(folder.resolve(name), parts.get(i), format);
            parts.get(i).forEach(tensor -> where.put(tensor.name(), name));
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), index.toPrettyString());
    }
}
