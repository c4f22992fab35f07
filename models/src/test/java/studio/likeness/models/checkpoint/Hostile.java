package studio.likeness.models.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.quant.LmFixture;

/// Makes checkpoints that are not what they seem.
final class Hostile {
    /// One made file.
    ///
    /// @param certain whether it must be refused; otherwise it may also open harmlessly
    record Case(String what, byte[] bytes, boolean certain) {}

    private static final String[] CALLS = {
        "os.system",
        "posix.system",
        "nt.system",
        "subprocess.Popen",
        "subprocess.call",
        "builtins.eval",
        "builtins.exec",
        "builtins.compile",
        "builtins.open",
        "builtins.getattr",
        "builtins.__import__",
        "__builtin__.eval",
        "__builtin__.apply",
        "runpy._run_code",
        "importlib.import_module",
        "pickle.loads",
        "_pickle.loads",
        "marshal.loads",
        "torch.load",
        "torch.hub.load",
        "torch.jit.load",
        "torch.storage._load_from_bytes",
        "torch._utils._rebuild_qtensor",
        "torch.serialization.load",
        "functools.partial",
        "operator.attrgetter",
        "types.FunctionType",
        "types.CodeType",
        "ctypes.CDLL",
        "webbrowser.open",
        "socket.socket",
        "shutil.rmtree",
        "pty.spawn",
        "bdb.Bdb",
        "numpy.load",
        "numpy.lib.npyio.load",
        "numpy.f2py.crackfortran.getlincoef",
        "cloudpickle.loads",
        "dill.loads",
        "code.InteractiveInterpreter",
        "timeit.timeit",
        "java.lang.Runtime",
        "studio.likeness.models.home.Home",
        "__main__.Evil"
    };

    private static final long[] LIES = {
        -1,
        0,
        1,
        2,
        7,
        255,
        65_535,
        65_536,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        1L << 40,
        1L << 48,
        1L << 60,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;
    private final List<byte[]> bases = new ArrayList<>();
    private final byte[] oldStream;

    Hostile(long seed) throws IOException {
        random = new Random(seed);
        var tree = new LinkedHashMap<String, Object>();
        tree.put("encoder.weight", TorchFile.Data.of(new float[12], 3, 4));
        tree.put("encoder.bias", TorchFile.Data.of(DType.F16, new float[3], 3));
        var nested = new LinkedHashMap<String, Object>();
        nested.put("weight", tree);
        nested.put(
                "config",
                new PickleWriter.Holder("utils", "HParams", Map.of("sampling_rate", 32_000)));
        nested.put("info", List.of("e8", 1.5, true));
        for (var layout : TorchFile.Layout.values()) {
            bases.add(TorchFile.bytes(layout, nested));
        }
        oldStream = TorchFile.bytes(TorchFile.Layout.STREAM, nested);
        bases.add(safetensors(HEADER, 64));
        var gguf = LmFixture.read("gguf").json().get("file_base64").asText();
        bases.add(Base64.getDecoder().decode(gguf));
    }

    private static final String HEADER =
            "{\"__metadata__\":{\"format\":\"pt\"},"
                    + "\"a.weight\":{\"dtype\":\"F32\",\"shape\":[3,4],\"data_offsets\":[0,48]},"
                    + "\"b\":{\"dtype\":\"BF16\",\"shape\":[8],\"data_offsets\":[48,64]}}";

    Case next(int i) throws IOException {
        return switch (i % 10) {
            case 0, 1, 2 -> mutated(i);
            case 3 -> truncated();
            case 4, 5 -> calling();
            case 6 -> pickleBomb();
            case 7 -> headerBomb();
            case 8 -> gguf();
            default -> lying();
        };
    }

    private byte[] base() {
        return bases.get(random.nextInt(bases.size())).clone();
    }

    /// Numbers replaced, bytes flipped, pieces doubled or cut out.
    private Case mutated(int i) {
        var bytes = base();
        int head = Math.min(bytes.length, 1500);
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            int at = random.nextInt(random.nextBoolean() ? head : bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> {
                    int from = random.nextInt(bytes.length);
                    int count = random.nextInt(1, Math.min(64, bytes.length - from) + 1);
                    var piece = Arrays.copyOfRange(bytes, from, from + count);
                    var out = new ByteArrayOutputStream();
                    out.write(bytes, 0, at);
                    out.writeBytes(piece);
                    out.write(bytes, at, bytes.length - at);
                    bytes = out.toByteArray();
                }
                default -> {
                    int count = random.nextInt(1, Math.min(64, bytes.length - at) + 1);
                    var out = new ByteArrayOutputStream();
                    out.write(bytes, 0, at);
                    out.write(bytes, at + count, bytes.length - at - count);
                    bytes = out.toByteArray();
                }
            }
            head = Math.min(bytes.length, 1500);
        }
        return new Case("mutation " + i, bytes, false);
    }

    private Case truncated() {
        var bytes = base();
        // every base ends in numbers or a directory, so any cut leaves something out; a pickle
        // stream's last numbers aside, which are padding to nobody
        var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        return new Case("cut to " + cut.length + " of " + bytes.length, cut, true);
    }

    /// A size, count or offset overwritten by an improbable one.
    private Case lying() {
        var bytes = base();
        int at = random.nextInt(Math.min(bytes.length, 1500) - 8);
        long lie = LIES[random.nextInt(LIES.length)];
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (random.nextBoolean()) {
            buffer.putLong(at, lie);
        } else {
            buffer.putInt(at, (int) lie);
        }
        return new Case("lie " + lie + " at " + at, bytes, false);
    }

    private Case calling() throws IOException {
        var path = CALLS[random.nextInt(CALLS.length)];
        int dot = path.lastIndexOf('.');
        var module = path.substring(0, dot);
        var name = path.substring(dot + 1);
        var pickle = new PickleWriter();
        int form = random.nextInt(6);
        if (form == 5) {
            pickle.op('}').text("weight").op('}').op('s'); // it begins like an honest one
        }
        switch (form) {
            case 0, 5 -> pickle.global(module, name).op('(').text("touch /tmp/ran").op('t').op('R');
            case 1 -> pickle.text(module).text(name).op(0x93).text("x").op(0x85).op('R');
            case 2 -> pickle.global(module, name).op(')').op(0x81);
            case 3 ->
                    // the old form: mark, arguments, INST
                    pickle.op('(')
                            .text("touch /tmp/ran")
                            .op('i')
                            .raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            default -> pickle.op('(').global(module, name).text("x").op('o');
        }
        var bytes = pickle.bytes();
        var file =
                switch (random.nextInt(3)) {
                    case 0 -> TorchFile.zip(bytes, List.of(), random.nextBoolean());
                    case 1 -> {
                        var zip = TorchFile.zip(bytes, List.of(), false);
                        zip[0] = '0';
                        zip[1] = '5';
                        yield zip;
                    }
                    default -> stream(bytes);
                };
        return new Case("call " + path + " form " + form, file, true);
    }

    /// The old stream, its object replaced.
    private byte[] stream(byte[] object) {
        var base = oldStream;
        var out = new ByteArrayOutputStream();
        int pickles = 0;
        int at = 0;
        while (pickles < 3) {
            if (base[at] == '.' && (pickles != 0 || at == 14)) {
                pickles++;
            }
            at++;
        }
        out.write(base, 0, at);
        out.writeBytes(object);
        return out.toByteArray();
    }

    private Case pickleBomb() throws IOException {
        var pickle = new PickleWriter();
        int kind = random.nextInt(12);
        boolean certain = true;
        switch (kind) {
            case 0 -> {
                // lists of the same list, again and again: 10^20 leaves
                pickle.op(']').op('q').op(0);
                for (int i = 1; i < 20; i++) {
                    pickle.op(']').op('(');
                    for (int j = 0; j < 10; j++) {
                        pickle.op('h').op(i - 1);
                    }
                    pickle.op('e').op('q').op(i);
                }
            }
            case 1 -> {
                for (int i = 0; i < 5000; i++) {
                    pickle.op(']');
                }
                for (int i = 1; i < 5000; i++) {
                    pickle.op('a');
                }
            }
            case 2 -> pickle.op(']').op('q').op(0).op('h').op(0).op('a'); // holds itself
            case 3 -> pickle.op(0x8d).raw(long64(LIES[random.nextInt(11, LIES.length)]));
            case 4 -> pickle.op(0x8b).int32(random.nextBoolean() ? -1 : 0x7fff_ffff);
            case 5 -> {
                for (int i = 0; i < 20_000; i++) {
                    pickle.op('(');
                }
            }
            case 6 -> pickle.op('h').op(7);
            case 7 -> pickle.op('R');
            case 8 -> {
                // a tensor of everything over four bytes
                long big = 1L << random.nextInt(20, 62);
                pickle.value(
                        Map.of(
                                "w",
                                new PickleWriter.Reference(
                                        "FloatStorage",
                                        "0",
                                        random.nextBoolean() ? 1 : big,
                                        random.nextBoolean() ? 0 : -4,
                                        new long[] {big, big},
                                        new long[] {random.nextBoolean() ? 0 : big, 1})));
            }
            case 9 ->
                    pickle.value(
                            Map.of(
                                    "w",
                                    new PickleWriter.Reference(
                                            "FloatStorage",
                                            "../../../../etc/passwd",
                                            4,
                                            0,
                                            new long[] {4},
                                            new long[] {1})));
            case 10 -> pickle.op(0x82).op(1); // an extension code
            default -> {
                var junk = new byte[random.nextInt(1, 200)];
                random.nextBytes(junk);
                pickle.raw(junk);
                certain = false;
            }
        }
        // a list without a tensor, even one that holds itself, may also be opened as empty
        boolean asStream = random.nextBoolean();
        return new Case(
                "bomb " + kind,
                asStream
                        ? stream(pickle.bytes())
                        : TorchFile.zip(pickle.bytes(), List.of(new byte[4]), false),
                certain);
    }

    private Case headerBomb() {
        int kind = random.nextInt(8);
        var text =
                switch (kind) {
                    case 0 -> "{\"a\":".repeat(5000);
                    case 1 -> "{\"a\":" + "[".repeat(10_000);
                    case 2 ->
                            "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                                    + "1,".repeat(5000)
                                    + "1],\"data_offsets\":[0,4]}}";
                    case 3 ->
                            "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                                    + "9".repeat(random.nextInt(15, 400))
                                    + "],\"data_offsets\":[0,4]}}";
                    case 4 ->
                            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":["
                                    + LIES[random.nextInt(LIES.length)]
                                    + ","
                                    + LIES[random.nextInt(2, LIES.length)]
                                    + "]}}";
                    case 5 -> "{\"" + "n".repeat(100_000) + "\":1}";
                    case 6 -> HEADER.replace("[48,64]", "[40,56]");
                    default -> HEADER;
                };
        var bytes = safetensors(text, 64);
        if (kind == 7) {
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, random.nextLong(HEADER.length() + 65L, Long.MAX_VALUE));
        }
        return new Case("header " + kind, bytes, true);
    }

    private static byte[] safetensors(String header, int data) {
        var text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    /// GGUF whose counts, lengths, types or offsets promise the impossible.
    private Case gguf() {
        long lie = LIES[random.nextInt(8, LIES.length)];
        int kind = random.nextInt(9);
        var out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(int32(kind == 0 ? random.nextInt(4, 1 << 30) : 3));
        out.writeBytes(long64(kind == 1 ? lie : kind >= 6 ? 1 : 0));
        out.writeBytes(long64(kind == 2 ? lie : kind >= 6 ? 0 : 1));
        switch (kind) {
            case 3 -> out.writeBytes(long64(lie)); // a key's length
            case 4, 5 -> {
                word(out, "tokens");
                out.writeBytes(int32(9));
                out.writeBytes(int32(kind == 4 ? 8 : 9)); // an array in an array
                out.writeBytes(long64(lie));
                out.writeBytes(new byte[64]);
            }
            case 6, 7, 8 -> {
                word(out, "blk.0.w");
                out.writeBytes(int32(kind == 6 ? (int) lie | 0x10000 : 2));
                out.writeBytes(long64(kind == 7 ? lie : 32));
                out.writeBytes(long64(kind == 7 ? lie : 1));
                out.writeBytes(int32(kind == 7 ? 0 : 2));
                out.writeBytes(long64(kind == 8 ? lie : 0));
                out.writeBytes(new byte[100]);
            }
            default -> out.writeBytes(new byte[32]);
        }
        return new Case("gguf " + kind + " " + lie, out.toByteArray(), true);
    }

    private static void word(ByteArrayOutputStream out, String word) {
        out.writeBytes(long64(word.length()));
        out.writeBytes(word.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] int32(int v) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(v).array();
    }

    private static byte[] long64(long v) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(v).array();
    }
}
