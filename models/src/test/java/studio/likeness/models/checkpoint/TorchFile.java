package studio.likeness.models.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes small torch checkpoints in each of their layouts, from nested maps whose leaves are
/// [Data], words, numbers, lists and [PickleWriter.Holder]s.
public final class TorchFile {
    public enum Layout {
        ZIP,
        STREAM,
        TORCHSCRIPT
    }

    /// A tensor's numbers in the order of its storage.
    public record Data(DType type, long[] shape, long[] strides, float[] storage) {
        public static Data of(DType type, float[] numbers, long... shape) {
            return new Data(type, shape, Shapes.rowMajor(shape), numbers);
        }

        public static Data of(float[] numbers, long... shape) {
            return of(DType.F32, numbers, shape);
        }
    }

    private final List<Data> storages = new ArrayList<>();

    private TorchFile() {}

    public static void write(Path file, Layout layout, Map<String, ?> root) throws IOException {
        Files.write(file, bytes(layout, root));
    }

    public static byte[] bytes(Layout layout, Map<String, ?> root) throws IOException {
        var torch = new TorchFile();
        var tree = torch.referringMap(root);
        return switch (layout) {
            case ZIP -> zip(new PickleWriter().value(tree).bytes(), torch.raw(), false);
            case TORCHSCRIPT ->
                    zip(
                            new PickleWriter()
                                    .value(new PickleWriter.Holder("__torch__.net", "Net", tree))
                                    .bytes(),
                            torch.raw(),
                            true);
            case STREAM -> torch.stream(new PickleWriter().legacy().value(tree).bytes());
        };
    }

    /// A zip of torch's layout around any pickle.
    public static byte[] zip(byte[] pickle, List<byte[]> storages, boolean script)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            entry(zip, "archive/data.pkl", pickle);
            if (script) {
                entry(zip, "archive/code/__torch__/net.py", new byte[] {'#'});
                entry(zip, "archive/constants.pkl", new PickleWriter().op(')').bytes());
            } else {
                entry(zip, "archive/byteorder", new byte[] {'l', 'i', 't', 't', 'l', 'e'});
            }
            for (int i = 0; i < storages.size(); i++) {
                entry(zip, "archive/data/" + i, storages.get(i));
            }
            entry(zip, "archive/version", new byte[] {'3', '\n'});
        }
        return bytes.toByteArray();
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

    private byte[] stream(byte[] object) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                new PickleWriter()
                        .op(0x8a)
                        .op(10)
                        .raw(
                                new byte[] {
                                    0x6c,
                                    (byte) 0xfc,
                                    (byte) 0x9c,
                                    0x46,
                                    (byte) 0xf9,
                                    0x20,
                                    0x6a,
                                    (byte) 0xa8,
                                    0x50,
                                    0x19
                                })
                        .bytes());
        out.writeBytes(new PickleWriter().whole(1001).bytes());
        out.writeBytes(new PickleWriter().value(Map.of("little_endian", true)).bytes());
        out.writeBytes(object);
        var keys = new ArrayList<String>();
        for (int i = 0; i < storages.size(); i++) {
            keys.add(Integer.toString(i));
        }
        out.writeBytes(new PickleWriter().value(keys).bytes());
        var raw = raw();
        for (int i = 0; i < raw.size(); i++) {
            var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.writeBytes(length.putLong(storages.get(i).storage().length).array());
            out.writeBytes(raw.get(i));
        }
        return out.toByteArray();
    }

    /// The same tree with each tensor replaced by its place among the storages.
    private Object referring(Object value) {
        return switch (value) {
            case Data data -> {
                storages.add(data);
                yield new PickleWriter.Reference(
                        storageType(data.type()),
                        Integer.toString(storages.size() - 1),
                        data.storage().length,
                        0,
                        data.shape(),
                        data.strides());
            }
            case Map<?, ?> map -> referringMap(map);
            case PickleWriter.Holder holder ->
                    new PickleWriter.Holder(
                            holder.module(), holder.name(), referringMap(holder.attributes()));
            case List<?> list -> list.stream().map(this::referring).toList();
            default -> value;
        };
    }

    private Map<String, Object> referringMap(Map<?, ?> map) {
        var all = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> all.put((String) key, referring(each)));
        return all;
    }

    private List<byte[]> raw() {
        return storages.stream().map(data -> raw(data.type(), data.storage())).toList();
    }

    public static byte[] raw(DType type, float[] numbers) {
        var bytes =
                ByteBuffer.allocate(numbers.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : numbers) {
            switch (type) {
                case F64 -> bytes.putDouble(v);
                case F32 -> bytes.putFloat(v);
                case F16 -> bytes.putShort(Float.floatToFloat16(v));
                case BF16 -> bytes.putShort((short) (Float.floatToIntBits(v) >>> 16));
                case I64 -> bytes.putLong((long) v);
                case I32 -> bytes.putInt((int) v);
                case I16 -> bytes.putShort((short) v);
                case I8, U8, BOOL -> bytes.put((byte) v);
                case F8_E4M3, F8_E5M2, BLOCKS ->
                        throw new IllegalArgumentException("not written here: " + type);
            }
        }
        return bytes.array();
    }

    private static String storageType(DType type) {
        return switch (type) {
            case F64 -> "DoubleStorage";
            case F32 -> "FloatStorage";
            case F16 -> "HalfStorage";
            case BF16 -> "BFloat16Storage";
            case I64 -> "LongStorage";
            case I32 -> "IntStorage";
            case I16 -> "ShortStorage";
            case I8 -> "CharStorage";
            case U8 -> "ByteStorage";
            case BOOL -> "BoolStorage";
            case F8_E4M3, F8_E5M2, BLOCKS ->
                    throw new IllegalArgumentException("torch has no storage for " + type);
        };
    }
}
