package studio.likeness.models.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes pickles of protocol 2 as torch does, and hostile ones that torch would not.
public final class PickleWriter {
    /// An object of a class, with its attributes.
    public record Holder(String module, String name, Map<String, ?> attributes) {}

    /// A tensor over a storage of `numbers`.
    public record Reference(
            String storageType,
            String key,
            long numbers,
            long offset,
            long[] shape,
            long[] strides) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean legacy;

    public PickleWriter() {
        op(0x80).op(2);
    }

    /// For the stream of before 1.6, whose storage references have a sixth part.
    public PickleWriter legacy() {
        legacy = true;
        return this;
    }

    public PickleWriter op(int code) {
        out.write(code);
        return this;
    }

    public PickleWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public PickleWriter global(String module, String name) {
        return op('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public PickleWriter text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return op('X').int32(bytes.length).raw(bytes);
    }

    public PickleWriter whole(long v) {
        if (v == (int) v) {
            return op('J').int32((int) v);
        }
        return op(0x8a).op(8)
                .raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(v).array());
    }

    public PickleWriter int32(int v) {
        return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(v).array());
    }

    public PickleWriter value(Object value) {
        switch (value) {
            case String text -> text(text);
            case Integer whole -> whole(whole);
            case Long whole -> whole(whole);
            case Double real -> op('G').raw(ByteBuffer.allocate(8).putDouble(real).array());
            case Boolean flag -> op(flag ? 0x88 : 0x89);
            case List<?> list -> {
                op(']').op('(');
                list.forEach(this::value);
                op('e');
            }
            case Map<?, ?> map -> {
                op('}').op('(');
                map.forEach((key, each) -> value(key).value(each));
                op('u');
            }
            case Holder holder ->
                    global(holder.module(), holder.name())
                            .op(')')
                            .op(0x81)
                            .value(holder.attributes())
                            .op('b');
            case Reference reference -> tensor(reference);
            default -> throw new IllegalArgumentException("cannot pickle " + value.getClass());
        }
        return this;
    }

    public PickleWriter tuple(long... numbers) {
        op('(');
        for (long n : numbers) {
            whole(n);
        }
        return op('t');
    }

    private void tensor(Reference it) {
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", it.storageType()).text(it.key()).text("cpu");
        whole(it.numbers());
        if (legacy) {
            op('N');
        }
        op('t').op('Q');
        whole(it.offset()).tuple(it.shape()).tuple(it.strides()).op(0x89);
        global("collections", "OrderedDict").op(')').op('R');
        op('t').op('R');
    }

    /// The pickle, ended.
    public byte[] bytes() {
        op('.');
        return out.toByteArray();
    }
}
