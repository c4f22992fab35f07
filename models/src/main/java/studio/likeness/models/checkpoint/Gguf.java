package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.quant.GgmlType;

/// Reads GGUF 2 and 3 (specs/language.md section 12.1).
final class Gguf {
    static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int MAGIC = 0x46554747;

    /// Published files have some dozens of keys, some hundreds of tensors, some hundred thousand
    /// tokens.
    private static final long MOST_KEYS = 1 << 16;

    private static final long MOST_TENSORS = 1 << 17;
    private static final long MOST_ENTRIES = 1 << 22;
    private static final long MOST_WORD_BYTES = 1 << 24;
    private static final long MOST_META_BYTES = 1 << 26;
    private static final int SHORT_RUN = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final MappedFile file;
    private long at;
    private long metaBytes;
    private final ObjectNode meta = JSON.objectNode();
    private final Map<String, GgufIndex.Run> runs = new LinkedHashMap<>();

    private Gguf(MappedFile file) {
        this.file = file;
    }

    static boolean is(MappedFile file) {
        return file.size() >= 24 && file.i32(0) == MAGIC;
    }

    static GgufIndex read(MappedFile file) {
        return new Gguf(file).read();
    }

    private GgufIndex read() {
        int version = file.i32(4);
        if (version != 2 && version != 3) {
            throw new StudioException("models.checkpoint.ggufVersion", file.name(), version);
        }
        long tensorCount = file.i64(8);
        long keyCount = file.i64(16);
        // the least that a key (13 bytes) and a tensor (24 bytes) take
        if (tensorCount < 0
                || keyCount < 0
                || tensorCount > MOST_TENSORS
                || keyCount > MOST_KEYS
                || keyCount * 13 + tensorCount * 24 > file.size()) {
            throw tooMuch();
        }
        at = 24;
        for (long i = 0; i < keyCount; i++) {
            key();
        }
        var infos = new ArrayList<Info>();
        for (long i = 0; i < tensorCount; i++) {
            infos.add(info());
        }
        return new GgufIndex(file, tensors(infos), meta, runs);
    }

    private void key() {
        var key = word(4096);
        int type = file.i32(at);
        at += 4;
        if (meta.has(key)) {
            throw file.damaged();
        }
        if (type == ARRAY) {
            array(key);
        } else if (type == STRING) {
            meta.put(key, word(MOST_WORD_BYTES));
        } else {
            meta.set(key, scalar(file, type, at));
            at += size(type);
        }
    }

    private void array(String key) {
        int type = file.i32(at);
        long count = file.i64(at + 4);
        at += 12;
        if (count < 0 || count > MOST_ENTRIES) {
            throw tooMuch();
        }
        runs.put(key, new GgufIndex.Run(type, count, at));
        if (type == STRING) {
            for (long i = 0; i < count; i++) {
                long length = file.i64(at);
                file.slice(at + 8, length);
                at += 8 + length;
            }
            meta.putObject(key).put("count", count);
            return;
        }
        long bytes = count * size(type);
        file.slice(at, bytes);
        if (count <= SHORT_RUN) {
            var array = meta.putArray(key);
            for (long i = 0; i < count; i++) {
                array.add(scalar(file, type, at + i * size(type)));
            }
        } else {
            meta.putObject(key).put("count", count);
        }
        at += bytes;
    }

    private String word(long most) {
        long length = file.i64(at);
        metaBytes += Math.max(0, Math.min(length, most));
        if (length < 0 || length > most || metaBytes > MOST_META_BYTES) {
            throw tooMuch();
        }
        var word = file.utf8(at + 8, length);
        at += 8 + length;
        return word;
    }

    /// Bytes of one number of a metadata type.
    static int size(int type) {
        return switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            default -> 8;
        };
    }

    static JsonNode scalar(MappedFile file, int type, long at) {
        return switch (type) {
            case 0 -> JSON.numberNode(file.u8(at));
            case 1 -> JSON.numberNode((byte) file.u8(at));
            case 2 -> JSON.numberNode(file.u16(at));
            case 3 -> JSON.numberNode((short) file.u16(at));
            case 4 -> JSON.numberNode(file.u32(at));
            case 5 -> JSON.numberNode(file.i32(at));
            case 6 -> JSON.numberNode(Float.intBitsToFloat(file.i32(at)));
            case 7 -> JSON.booleanNode(file.u8(at) != 0);
            case 10 ->
                    file.i64(at) >= 0
                            ? JSON.numberNode(file.i64(at))
                            : JSON.numberNode(new BigInteger(Long.toUnsignedString(file.i64(at))));
            case 11 -> JSON.numberNode(file.i64(at));
            case 12 -> JSON.numberNode(Double.longBitsToDouble(file.i64(at)));
            default -> throw file.damaged();
        };
    }

    /// @param shape outermost first
    private record Info(String name, GgmlType type, long[] shape, long offset, long bytes) {}

    private Info info() {
        var name = word(4096);
        long dims = file.u32(at);
        at += 4;
        if (dims > 4) {
            throw file.damaged();
        }
        var shape = new long[(int) dims];
        for (int i = shape.length - 1; i >= 0; i--) {
            shape[i] = file.i64(at);
            at += 8;
        }
        int id = file.i32(at);
        long offset = file.i64(at + 4);
        at += 12;
        var type =
                GgmlType.of(id)
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.checkpoint.unknownType",
                                                file.name(),
                                                Quote.of(name),
                                                "ggml " + id));
        long elements = Shapes.elements(shape).orElseThrow(() -> wrongSize(name));
        long inner = shape.length == 0 ? 1 : shape[shape.length - 1];
        if (inner % type.block() != 0 || offset < 0) {
            throw wrongSize(name);
        }
        return new Info(name, type, shape, offset, elements / type.block() * type.bytes());
    }

    private Map<String, Tensor> tensors(List<Info> infos) {
        var declared = meta.path("general.alignment");
        long alignment = declared.isMissingNode() ? 32 : declared.asLong();
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw file.damaged();
        }
        long dataAt = Math.ceilDiv(at, alignment) * alignment;
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var info : infos) {
            if (dataAt > file.size()
                    || info.offset() > file.size() - dataAt
                    || info.bytes() > file.size() - dataAt - info.offset()) {
                throw new StudioException("models.checkpoint.outside", file.name());
            }
            var numbers = file.slice(dataAt + info.offset(), info.bytes());
            if (tensors.put(info.name(), tensor(info, numbers)) != null) {
                throw file.damaged();
            }
        }
        long end = 0;
        infos.sort(Comparator.comparingLong(Info::offset));
        for (var info : infos) {
            if (info.offset() < end) {
                throw new StudioException("models.checkpoint.overlap", file.name());
            }
            end = info.offset() + info.bytes();
        }
        return tensors;
    }

    private static Tensor tensor(Info info, MemorySegment numbers) {
        return plain(info.type())
                .<Tensor>map(type -> new StoredTensor(info.name(), type, info.shape(), numbers))
                .orElseGet(() -> new BlockTensor(info.name(), info.type(), info.shape(), numbers));
    }

    private static Optional<DType> plain(GgmlType type) {
        return switch (type) {
            case F32 -> Optional.of(DType.F32);
            case F16 -> Optional.of(DType.F16);
            case BF16 -> Optional.of(DType.BF16);
            case F64 -> Optional.of(DType.F64);
            case I8 -> Optional.of(DType.I8);
            case I16 -> Optional.of(DType.I16);
            case I32 -> Optional.of(DType.I32);
            case I64 -> Optional.of(DType.I64);
            case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K -> Optional.empty();
        };
    }

    private StudioException wrongSize(String name) {
        return new StudioException("models.checkpoint.wrongSize", file.name(), Quote.of(name));
    }

    private StudioException tooMuch() {
        return new StudioException("models.checkpoint.tooMuch", file.name());
    }
}
