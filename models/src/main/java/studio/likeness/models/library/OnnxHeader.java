package studio.likeness.models.library;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import studio.likeness.models.job.StudioException;

/// What an ONNX file's graph takes and gives, read without its weights: their bytes are skipped, so
/// that a file of two gigabytes costs no more memory than a small one.
///
/// @param parameters numbers in the initialisers and in constants of the graph's top level
/// @param externals files that hold weights, as the graph writes them
record OnnxHeader(
        List<Value> inputs,
        List<Value> outputs,
        Set<String> initializers,
        long parameters,
        int nodes,
        Set<String> externals) {

    /// @param type ONNX's number of it: 1 float32, 7 int64, 10 float16, 11 float64
    /// @param shape a negative size is one the file leaves open
    record Value(String name, int type, long[] shape) {}

    /// More than any real graph has; a file that claims more is refused.
    private static final int MOST = 1 << 20;

    private static final int LONGEST_NAME = 1 << 16;

    /// @throws StudioException when it is no ONNX file, or a damaged one
    static OnnxHeader read(Path file) {
        try (var in = new FileInputStream(file.toFile())) {
            var reader = new Reader(CodedInputStream.newInstance(in));
            reader.model();
            return reader.graph();
        } catch (IOException | ArithmeticException e) {
            throw new StudioException(e, "models.library.damagedOnnx", file.getFileName());
        }
    }

    /// Walks the messages it knows and skips the rest; numbers are those of `onnx.proto`.
    private static final class Reader {
        private final CodedInputStream in;
        private final List<Value> inputs = new ArrayList<>();
        private final List<Value> outputs = new ArrayList<>();
        private final Set<String> initializers = new LinkedHashSet<>();
        private final Set<String> externals = new LinkedHashSet<>();
        private long parameters;
        private int nodes;
        private int seen;

        Reader(CodedInputStream in) {
            this.in = in;
        }

        OnnxHeader graph() throws IOException {
            if (outputs.isEmpty()) {
                throw new IOException("no graph");
            }
            // Old exporters list the weights among the inputs.
            var asked = inputs.stream().filter(v -> !initializers.contains(v.name())).toList();
            return new OnnxHeader(asked, outputs, initializers, parameters, nodes, externals);
        }

        /// What is done with a field; true when it was read.
        private interface Field {
            boolean read(int number) throws IOException;
        }

        private void message(Field field) throws IOException {
            int end = in.pushLimit(in.readRawVarint32());
            fields(field);
            in.checkLastTagWas(0);
            in.popLimit(end);
        }

        private void fields(Field field) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (++seen > MOST) {
                    throw new IOException("more than " + MOST + " fields");
                }
                boolean block =
                        WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                if (!(block && field.read(WireFormat.getTagFieldNumber(tag)))) {
                    in.skipField(tag);
                }
            }
        }

        void model() throws IOException {
            fields(
                    number -> {
                        if (number == 7) {
                            message(this::graphField);
                        }
                        return number == 7;
                    });
        }

        private boolean graphField(int number) throws IOException {
            switch (number) {
                case 1 -> {
                    nodes++;
                    return false;
                }
                case 5 -> initializer();
                case 11 -> inputs.add(value());
                case 12 -> outputs.add(value());
                default -> {
                    return false;
                }
            }
            return true;
        }

        private String text() throws IOException {
            int length = in.readRawVarint32();
            if (length < 0 || length > LONGEST_NAME) {
                throw new IOException("a name of " + length + " bytes");
            }
            return new String(in.readRawBytes(length), java.nio.charset.StandardCharsets.UTF_8);
        }

        private void initializer() throws IOException {
            int end = in.pushLimit(in.readRawVarint32());
            long elements = 1;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int wire = WireFormat.getTagWireType(tag);
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> {
                        if (wire == WireFormat.WIRETYPE_VARINT) {
                            elements = Math.multiplyExact(elements, in.readInt64());
                        } else {
                            int packed = in.pushLimit(in.readRawVarint32());
                            while (in.getBytesUntilLimit() > 0) {
                                elements = Math.multiplyExact(elements, in.readInt64());
                            }
                            in.popLimit(packed);
                        }
                    }
                    case 8 -> initializers.add(text());
                    case 13 -> external();
                    default -> in.skipField(tag);
                }
            }
            in.popLimit(end);
            parameters = Math.addExact(parameters, elements);
        }

        private void external() throws IOException {
            var pair = new String[] {"", ""};
            message(
                    number -> {
                        if (number == 1 || number == 2) {
                            pair[number - 1] = text();
                        }
                        return number == 1 || number == 2;
                    });
            if (pair[0].equals("location")) {
                externals.add(pair[1]);
            }
        }

        private Value value() throws IOException {
            var name = new String[] {""};
            var type = new int[1];
            var shape = new ArrayList<Long>();
            message(
                    number -> {
                        if (number == 1) {
                            name[0] = text();
                        } else if (number == 2) {
                            message(kind -> kind == 1 && tensor(type, shape));
                        }
                        return number == 1 || number == 2;
                    });
            return new Value(name[0], type[0], shape.stream().mapToLong(Long::longValue).toArray());
        }

        private boolean tensor(int[] type, List<Long> shape) throws IOException {
            int end = in.pushLimit(in.readRawVarint32());
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> type[0] = in.readInt32();
                    case 2 ->
                            message(
                                    number -> {
                                        if (number == 1) {
                                            shape.add(dimension());
                                        }
                                        return number == 1;
                                    });
                    default -> in.skipField(tag);
                }
            }
            in.popLimit(end);
            return true;
        }

        private long dimension() throws IOException {
            int end = in.pushLimit(in.readRawVarint32());
            long size = -1;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == 1) {
                    size = in.readInt64();
                } else {
                    in.skipField(tag);
                }
            }
            in.popLimit(end);
            return size;
        }
    }
}
