package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FaceBox.Pads;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.signal.Picture;

/// From frames and a detector's rectangles to the lip network's numbers, and from what it gives
/// back into the frame.
final class LipCropComparison implements Comparison {
    private static final String RECTANGLES = "rects_x1y1x2y2";
    private static final String PLAIN = "boxes_y1y2x1x2_no_smoothing";
    private static final String STEADIED = "boxes_y1y2x1x2_smoothed";

    @Override
    public boolean understands(Fixture fixture) {
        var config = fixture.at("config");
        return config.has(RECTANGLES)
                && config.has("size")
                && FaceFigures.hasInput(fixture, "pred");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        var config = fixture.at("config");
        for (var node : fixture.at("smoothing_cases_x1y1x2y2")) {
            var found = FaceBox.smoothed(boxes(node.path("in")), length(config));
            errors.same("smoothing of " + found.size(), boxes(node.path("out")), found);
        }
        var boxes = boxes(fixture, config, errors);
        var crop = new LipCrop(config.path("size").asInt());
        for (var output : FaceFigures.outputs(fixture)) {
            FaceFigures.compare(output, found(fixture, output, crop, boxes), 0, errors);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    private static int length(JsonNode config) {
        return config.path("smoothing_T").asInt(5);
    }

    /// The boxes that the fixture's pictures are cut by.
    private static List<FaceBox> boxes(Fixture fixture, JsonNode config, Errors errors) {
        var given = config.path("pads_top_bottom_left_right");
        var pads =
                new Pads(
                        given.get(0).asInt(),
                        given.get(1).asInt(),
                        given.get(2).asInt(),
                        given.get(3).asInt());
        var frame = frame(fixture, 0);
        var plain =
                boxes(config.path(RECTANGLES)).stream()
                        .map(box -> box.padded(pads, frame.width(), frame.height()))
                        .toList();
        if (config.has(PLAIN)) {
            errors.same("padded", turned(config.path(PLAIN)), plain);
        }
        if (!config.has(STEADIED)) {
            return plain;
        }
        var steadied = FaceBox.smoothed(plain, length(config));
        errors.same("smoothed", turned(config.path(STEADIED)), steadied);
        return steadied;
    }

    private static List<FaceBox> boxes(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(r -> box(r, 0, 1, 2, 3))
                .toList();
    }

    /// Of rows that name the upper edge, the lower one, then left and right.
    private static List<FaceBox> turned(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(r -> box(r, 2, 0, 3, 1))
                .toList();
    }

    private static FaceBox box(JsonNode row, int left, int top, int right, int bottom) {
        return new FaceBox(
                row.get(left).asInt(),
                row.get(top).asInt(),
                row.get(right).asInt(),
                row.get(bottom).asInt());
    }

    private static Picture frame(Fixture fixture, int index) {
        var name = "frame" + index;
        var entry =
                StreamSupport.stream(fixture.at("inputs").spliterator(), false)
                        .filter(input -> input.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("expected an input " + name));
        var shape = FaceFigures.shape(entry);
        int height = (int) shape[0];
        int width = (int) shape[1];
        var values =
                Keyed.input(fixture.at("salt").asText(), name).integers(height * width * 3, 256);
        var bgr = new byte[values.length];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) values[i];
        }
        return new Picture(bgr, width, height, Duration.ZERO);
    }

    private static float[] found(
            Fixture fixture, JsonNode output, LipCrop crop, List<FaceBox> boxes) {
        var name = output.path("name").asText();
        if (name.startsWith("input_tensor_frame")) {
            int index = number(name);
            var tensor = new float[crop.inputs()];
            crop.tensor(crop.face(frame(fixture, index), boxes.get(index)), tensor, 0);
            return tensor;
        }
        if (name.startsWith("face_resized_")) {
            int index = number(name);
            return floats(crop.face(frame(fixture, index), boxes.get(index)));
        }
        int index = fixture.at("config").path("paste_frame_index").asInt();
        var box = boxes.get(index);
        var pasted = LipCrop.paste(frame(fixture, index), box, crop.patch(given(fixture), 0));
        return switch (name) {
            case "pasted_frame" -> floats(pasted.bgr());
            case "pasted_patch" -> floats(inside(pasted, box));
            default -> throw new IllegalArgumentException("no figure can be " + name);
        };
    }

    /// The number at the end of a name.
    private static int number(String name) {
        return Integer.parseInt(name.replaceAll("^.*?(\\d+)$", "$1"));
    }

    /// What the network would give: told row by row with the colours last, given colour by colour.
    private static float[] given(Fixture fixture) {
        var told = FaceFigures.floats(fixture, "pred").values();
        int area = told.length / 3;
        var given = new float[told.length];
        for (int i = 0; i < area; i++) {
            for (int colour = 0; colour < 3; colour++) {
                given[colour * area + i] = told[i * 3 + colour];
            }
        }
        return given;
    }

    private static byte[] inside(Picture picture, FaceBox box) {
        var bytes = new byte[box.width() * box.height() * 3];
        for (int y = 0; y < box.height(); y++) {
            System.arraycopy(
                    picture.bgr(),
                    ((box.top() + y) * picture.width() + box.left()) * 3,
                    bytes,
                    y * box.width() * 3,
                    box.width() * 3);
        }
        return bytes;
    }

    private static float[] floats(byte[] bytes) {
        var floats = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            floats[i] = bytes[i] & 0xff;
        }
        return floats;
    }
}
