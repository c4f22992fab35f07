package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Reads safetensors: a length, a JSON header, and the numbers.
final class Safetensors {
    /// As the format's own library has it.
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private static final int MOST_TENSORS = 200_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(8)
                                    .maxNumberLength(20)
                                    .maxNameLength(4096)
                                    .build())
                    .build();

    private final MappedFile file;
    private final long dataAt;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<long[]> ranges = new ArrayList<>();
    private final ObjectNode meta = JsonNodeFactory.instance.objectNode();

    private Safetensors(MappedFile file, long dataAt) {
        this.file = file;
        this.dataAt = dataAt;
    }

    /// Whether it begins like one: a length that fits, then a JSON object.
    static boolean is(MappedFile file) {
        return file.size() >= 10
                && file.u8(8) == '{'
                && file.i64(0) >= 2
                && (file.i64(0) <= file.size() - 8 || file.i64(0) < 1L << 48);
    }

    static Contents read(MappedFile file) {
        long header = file.i64(0);
        if (header < 2 || header > file.size() - 8 || header > MOST_HEADER_BYTES) {
            throw file.damaged();
        }
        var reader = new Safetensors(file, 8 + header);
        try (var json = JSON.createParser(file.copy(8, header))) {
            reader.header(json);
        } catch (IOException e) {
            throw new StudioException(e, "models.checkpoint.damaged", file.name());
        }
        reader.refuseOverlaps();
        return new Contents(reader.tensors, reader.meta, file);
    }

    private void header(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            expect(json.nextToken(), JsonToken.START_OBJECT);
            if (name.equals("__metadata__")) {
                metadata(json);
            } else {
                if (tensors.size() == MOST_TENSORS) {
                    throw new StudioException("models.checkpoint.tooMuch", file.name());
                }
                tensors.put(name, tensor(name, json));
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
    }

    private void metadata(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var key = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING);
            meta.put(key, json.getText());
        }
        expect(json.currentToken(), JsonToken.END_OBJECT);
    }

    private Tensor tensor(String name, JsonParser json) throws IOException {
        var dtype = "";
        var shape = new long[] {-1};
        var range = new long[0];
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dtype" -> {
                    expect(json.currentToken(), JsonToken.VALUE_STRING);
                    dtype = json.getText();
                }
                case "shape" -> shape = wholeNumbers(json);
                case "data_offsets" -> range = wholeNumbers(json);
                default -> json.skipChildren();
            }
        }
        var kind = dtype;
        var type =
                type(dtype)
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.checkpoint.unknownType",
                                                file.name(),
                                                Quote.of(name),
                                                Quote.of(kind)));
        long elements = Shapes.elements(shape).orElseThrow(() -> wrongSize(name));
        if (range.length != 2
                || range[0] < 0
                || range[1] < range[0]
                || range[1] > file.size() - dataAt
                || range[1] - range[0] != elements * type.bytes()) {
            throw wrongSize(name);
        }
        ranges.add(range);
        return new StoredTensor(
                name, type, shape, file.slice(dataAt + range[0], range[1] - range[0]));
    }

    private StudioException wrongSize(String name) {
        return new StudioException("models.checkpoint.wrongSize", file.name(), Quote.of(name));
    }

    private long[] wholeNumbers(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        var all = new long[Shapes.MOST_DIMENSIONS];
        int count = 0;
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            if (count == all.length) {
                throw file.damaged();
            }
            all[count++] = json.getLongValue();
        }
        expect(json.currentToken(), JsonToken.END_ARRAY);
        return Arrays.copyOf(all, count);
    }

    private void expect(JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw file.damaged();
        }
    }

    private void refuseOverlaps() {
        ranges.sort(Comparator.comparingLong((long[] range) -> range[0]));
        long end = 0;
        for (var range : ranges) {
            if (range[0] < end) {
                throw new StudioException("models.checkpoint.overlap", file.name());
            }
            end = range[1];
        }
    }

    private static Optional<DType> type(String dtype) {
        return switch (dtype) {
            case "F64",
                    "F32",
                    "F16",
                    "BF16",
                    "I64",
                    "I32",
                    "I16",
                    "I8",
                    "U8",
                    "BOOL",
                    "F8_E4M3",
                    "F8_E5M2" ->
                    Optional.of(DType.valueOf(dtype));
            default -> Optional.empty();
        };
    }
}
