package studio.likeness.models.library;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import studio.likeness.models.job.StudioException;

/// What an ONNX file's graph takes and gives, read without its weights: their bytes are skipped, so
/// that a file of two gigabytes costs no more memory than a small one.
///
/// @param parameters numbers in the initialisers
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

    /// @throws StudioException when it is no ONNX file, or a damaged one
    static OnnxHeader read(Path file) {
        try (var in = new FileInputStream(file.toFile())) {
            var reader = new Reader(new Protobuf(in, Files.size(file)));
            reader.model();
            return reader.header();
        } catch (IOException | ArithmeticException e) {
            throw new StudioException(e, "models.library.damagedOnnx", file.getFileName());
        }
    }

    /// Reads the fields it knows; numbers are those of `onnx.proto`.
    private static final class Reader {
        private final Protobuf in;
        private final List<Value> inputs = new ArrayList<>();
        private final List<Value> outputs = new ArrayList<>();
        private final Set<String> initializers = new LinkedHashSet<>();
        private final Set<String> externals = new LinkedHashSet<>();
        private long parameters;
        private int nodes;

        Reader(Protobuf in) {
            this.in = in;
        }

        OnnxHeader header() throws IOException {
            if (outputs.isEmpty()) {
                throw new IOException("no graph");
            }
            // Old exporters list the weights among the inputs.
            var asked = inputs.stream().filter(v -> !initializers.contains(v.name())).toList();
            return new OnnxHeader(asked, outputs, initializers, parameters, nodes, externals);
        }

        void model() throws IOException {
            in.fields((number, wire) -> on(number == 7, wire, () -> in.message(this::graph)));
        }

        private interface Read {
            void run() throws IOException;
        }

        /// Reads a message or a text where one is expected.
        private static boolean on(boolean wanted, int wire, Read read) throws IOException {
            if (wanted && wire == Protobuf.MESSAGE) {
                read.run();
                return true;
            }
            return false;
        }

        private boolean graph(int number, int wire) throws IOException {
            return switch (number) {
                case 1 -> {
                    nodes++;
                    yield false;
                }
                case 5 -> on(true, wire, this::initializer);
                case 11 -> on(true, wire, () -> inputs.add(value()));
                case 12 -> on(true, wire, () -> outputs.add(value()));
                default -> false;
            };
        }

        private void initializer() throws IOException {
            var elements = new long[] {1};
            in.message(
                    (number, wire) ->
                            switch (number) {
                                case 1 -> {
                                    in.numbers(wire, size -> grow(elements, size));
                                    yield true;
                                }
                                case 8 -> on(true, wire, () -> initializers.add(in.text()));
                                case 13 -> on(true, wire, this::external);
                                default -> false;
                            });
            parameters = Math.addExact(parameters, elements[0]);
        }

        private static void grow(long[] elements, long size) {
            elements[0] = Math.multiplyExact(elements[0], size);
        }

        private void external() throws IOException {
            var pair = new String[] {"", ""};
            in.message(
                    (number, wire) ->
                            on(
                                    number == 1 || number == 2,
                                    wire,
                                    () -> pair[number - 1] = in.text()));
            if (pair[0].equals("location")) {
                externals.add(pair[1]);
            }
        }

        private Value value() throws IOException {
            var name = new String[] {""};
            var type = new int[1];
            var shape = new ArrayList<Long>();
            in.message(
                    (number, wire) ->
                            switch (number) {
                                case 1 -> on(true, wire, () -> name[0] = in.text());
                                case 2 -> on(true, wire, () -> type(type, shape));
                                default -> false;
                            });
            return new Value(name[0], type[0], shape.stream().mapToLong(Long::longValue).toArray());
        }

        private void type(int[] type, List<Long> shape) throws IOException {
            in.message((kind, wire) -> on(kind == 1, wire, () -> in.message(tensor(type, shape))));
        }

        private Protobuf.Field tensor(int[] type, List<Long> shape) {
            return (number, wire) ->
                    switch (number) {
                        case 1 -> {
                            type[0] = (int) in.varint();
                            yield true;
                        }
                        case 2 -> on(true, wire, () -> in.message(dimensions(shape)));
                        default -> false;
                    };
        }

        private Protobuf.Field dimensions(List<Long> shape) {
            return (number, wire) -> on(number == 1, wire, () -> shape.add(dimension()));
        }

        private long dimension() throws IOException {
            var size = new long[] {-1};
            in.message(
                    (number, wire) -> {
                        if (number == 1 && wire == Protobuf.VARINT) {
                            size[0] = in.varint();
                            return true;
                        }
                        return false;
                    });
            return size[0];
        }
    }
}
