package studio.likeness.models.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.Progress;
import studio.likeness.models.parity.Line.Verdict;

class FaceParityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIGURES = Path.of("src/test/resources/parity/face");

    /// The second table that `docs/parity.md` keeps.
    @Test
    void everyFigureOfFacesIsMet() throws IOException {
        var lines = run(FIGURES);

        var table = Table.of(lines);
        System.out.println(table);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/parity-face.md"), table);
        for (var line : lines) {
            assertEquals(Verdict.PASSED, line.verdict(), line.text());
        }
        try (var files = Files.list(FIGURES)) {
            long seen = lines.stream().map(Line::fixture).distinct().count();
            assertEquals(files.count(), seen, "fixtures with a line");
        }
    }

    /// Each kind of figure is really looked at: one that is wrong is named.
    @ParameterizedTest
    @CsvSource({
        "wav2lip-mel.json, /outputs/0/samples/40/1, 0.001",
        "wav2lip-windows.json, /cases/3/starts/7, 1",
        "wav2lip-prepost.json, /config/boxes_y1y2x1x2_smoothed/3/2, 1",
        "wav2lip-prepost.json, /smoothing_cases_x1y1x2y2/0/out/0/1, 1",
        "wav2lip-prepost.json, /outputs/0/samples/9/1, 0.004",
        "wav2lip-prepost.json, /outputs/3/samples/9/1, 1",
        "s3fd-decode.json, /sparse_case/candidates/1/3/4, 0.0001",
        "s3fd-decode.json, /sparse_case/results/0/rect_x1y1x2y2/2, 1",
        "s3fd-decode.json, /dense_case/candidate_count, 1",
        "s3fd-decode.json, /dense_case/results/0/kept_after_nms_over_0.05/12/0, 0.02"
    })
    void namesTheFigureThatIsMissed(String name, String place, double change, @TempDir Path folder)
            throws IOException {
        var fixture = (ObjectNode) JSON.readTree(FIGURES.resolve(name).toFile());
        change(fixture, place, change);
        JSON.writeValue(folder.resolve("wrong.json").toFile(), fixture);

        var lines = run(folder);

        assertEquals(1, lines.size());
        assertEquals(Verdict.EXCEEDED, lines.getFirst().verdict(), lines.getFirst().text());
        assertTrue(lines.getFirst().worst() > lines.getFirst().tolerance());
    }

    private static void change(ObjectNode fixture, String place, double by) {
        int slash = place.lastIndexOf('/');
        var key = place.substring(slash + 1);
        var parent = fixture.at(place.substring(0, slash));
        if (parent instanceof ArrayNode array) {
            int index = Integer.parseInt(key);
            if (array.get(index).isInt()) {
                array.set(index, array.get(index).asInt() + (int) by);
            } else {
                array.set(index, array.get(index).asDouble() + by);
            }
        } else if (parent instanceof ObjectNode object) {
            object.put(key, object.get(key).asInt() + (int) by);
        }
    }

    private static List<Line> run(Path place) {
        return Parity.run(List.of(place), Progress.none(), _ -> {});
    }
}
