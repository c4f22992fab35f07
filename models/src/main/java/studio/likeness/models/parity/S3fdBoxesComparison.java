package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.S3fdBoxes;
import studio.likeness.models.face.find.S3fdBoxes.Head;

/// From the numbers of S3FD's heads to candidates, faces and a rectangle; the heads are given cell
/// by cell, or keyed.
final class S3fdBoxesComparison implements Comparison {
    private static final double PIXELS = 0.01;
    private static final double SCORE = 1e-5;

    /// Rows with lower scores are not listed in the figures after suppression.
    private static final double LISTED = 0.05;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.at("config").has("candidate_threshold") && !cases(fixture).isEmpty();
    }

    private static List<JsonNode> cases(Fixture fixture) {
        return fixture.tree().valueStream().filter(node -> node.has("kind")).toList();
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var config = fixture.at("config");
        var boxes =
                new S3fdBoxes(
                        (float) config.path("candidate_threshold").asDouble(),
                        (float) config.path("nms_iou").asDouble(),
                        (float) config.path("final_threshold").asDouble());
        var errors = new Errors(PIXELS);
        for (var node : cases(fixture)) {
            var kind = node.path("kind").asText();
            var heads =
                    switch (kind) {
                        case "sparse" -> sparse(node);
                        case "dense" -> dense(fixture);
                        default ->
                                throw new IllegalArgumentException(
                                        "expected sparse or dense, found " + kind);
                    };
            compare(node, kind, boxes, boxes.candidates(heads), errors);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    /// Cells that are told one by one; all others are the same.
    private static List<Head> sparse(JsonNode node) {
        int batch = node.path("batch").asInt();
        var heads = new ArrayList<Head>();
        for (var size : node.path("level_hw")) {
            int rows = size.get(0).asInt();
            int columns = size.get(1).asInt();
            int cells = rows * columns;
            var confidence = new float[2 * batch * cells];
            for (int i = 0; i < 2 * batch; i++) {
                var value = (float) node.path("default_logits").get(i % 2).asDouble();
                Arrays.fill(confidence, i * cells, (i + 1) * cells, value);
            }
            heads.add(new Head(confidence, new float[4 * batch * cells], rows, columns));
        }
        node.path("cells_batch_level_h_w_bg_face_loc").forEach(cell -> set(heads, cell));
        return heads;
    }

    private static void set(List<Head> heads, JsonNode cell) {
        var head = heads.get(cell.get(1).asInt());
        int image = cell.get(0).asInt();
        int cells = head.rows() * head.columns();
        int at = cell.get(2).asInt() * head.columns() + cell.get(3).asInt();
        head.confidence()[2 * image * cells + at] = (float) cell.get(4).asDouble();
        head.confidence()[(2 * image + 1) * cells + at] = (float) cell.get(5).asDouble();
        for (int i = 0; i < 4; i++) {
            head.place()[(4 * image + i) * cells + at] = (float) cell.get(6).get(i).asDouble();
        }
    }

    private static List<Head> dense(Fixture fixture) {
        var heads = new ArrayList<Head>();
        for (int i = 1; FaceFigures.hasInput(fixture, "cls" + i); i++) {
            var confidence = FaceFigures.floats(fixture, "cls" + i);
            var place = FaceFigures.floats(fixture, "reg" + i);
            var shape = confidence.shape();
            heads.add(
                    new Head(confidence.values(), place.values(), (int) shape[2], (int) shape[3]));
        }
        return heads;
    }

    private static void compare(
            JsonNode node,
            String kind,
            S3fdBoxes boxes,
            List<List<FoundFace>> candidates,
            Errors errors) {
        if (node.has("candidate_count")) {
            int expected = node.path("candidate_count").asInt();
            errors.same(kind + " candidates", expected, candidates.getFirst().size());
        }
        for (int image = 0; image < node.path("candidates").size(); image++) {
            var what = "%s image %d candidate".formatted(kind, image);
            same(what, node.path("candidates").get(image), candidates.get(image), errors);
        }
        for (var result : node.path("results")) {
            int image = result.path("image").asInt();
            var what = "%s image %d ".formatted(kind, image);
            var kept =
                    boxes.distinct(candidates.get(image)).stream()
                            .filter(face -> face.score() > LISTED)
                            .toList();
            same(what + "kept", result.path("kept_after_nms_over_0.05"), kept, errors);
            var faces = boxes.faces(candidates.get(image));
            errors.same(what + "faces", result.path("final_over_0.5").asInt(), faces.size());
            var rectangle = faces.isEmpty() ? List.of() : corners(faces.getFirst().box());
            errors.same(
                    what + "rectangle",
                    result.path("rect_x1y1x2y2").valueStream().map(JsonNode::asInt).toList(),
                    rectangle);
        }
    }

    private static List<Integer> corners(FaceBox box) {
        return List.of(box.left(), box.top(), box.right(), box.bottom());
    }

    private static void same(String what, JsonNode rows, List<FoundFace> found, Errors errors) {
        errors.same(what + "s", rows.size(), found.size());
        for (int i = 0; i < Math.min(rows.size(), found.size()); i++) {
            var row = rows.get(i);
            var face = found.get(i);
            var at = what + " " + i;
            errors.near(at + " left", row.get(0).asDouble(), face.left(), PIXELS);
            errors.near(at + " top", row.get(1).asDouble(), face.top(), PIXELS);
            errors.near(at + " right", row.get(2).asDouble(), face.right(), PIXELS);
            errors.near(at + " bottom", row.get(3).asDouble(), face.bottom(), PIXELS);
            errors.near(at + " score", row.get(4).asDouble(), face.score(), SCORE);
        }
    }
}
