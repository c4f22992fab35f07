package studio.likeness.models.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// How losses went, step by step. The two are not of one scale: what is learnt from counts edges
/// and movement too.
///
/// @param learnt of what is learnt from, a hundred means or so
/// @param heldOut of what is not, whenever it was looked at
public record LipCurves(List<Point> learnt, List<Point> heldOut) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// As many points as a plot has room for.
    private static final int MOST = 120;

    /// @param minutes of processor time
    public record Point(int step, double minutes, double loss) {}

    public LipCurves {
        learnt = List.copyOf(learnt);
        heldOut = List.copyOf(heldOut);
    }

    public static LipCurves none() {
        return new LipCurves(List.of(), List.of());
    }

    /// Where what was not learnt from was painted best: what is kept.
    public Optional<Point> best() {
        return heldOut.stream().min(Comparator.comparingDouble(Point::loss));
    }

    static LipCurves read(Path metrics) {
        if (!Files.isRegularFile(metrics)) {
            return none();
        }
        var learnt = new ArrayList<Point>();
        var heldOut = new ArrayList<Point>();
        try {
            for (var line : Files.readAllLines(metrics)) {
                read(line, learnt, heldOut);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.training.lips.cannotRead", metrics);
        }
        return new LipCurves(thinned(learnt), heldOut);
    }

    private static void read(String line, List<Point> learnt, List<Point> heldOut) {
        try {
            var json = JSON.readTree(line);
            int step = json.path("step").asInt();
            double minutes = json.path("processorSeconds").asDouble() / 60;
            if (json.path("loss").isNumber()) {
                learnt.add(new Point(step, minutes, json.path("loss").asDouble()));
            } else if (json.path("heldOut").isNumber()) {
                heldOut.add(new Point(step, minutes, json.path("heldOut").asDouble()));
            }
        } catch (JsonProcessingException _) {
            // The last line, of which only a part is written yet.
        }
    }

    private static List<Point> thinned(List<Point> all) {
        int width = Math.ceilDiv(Math.max(1, all.size()), MOST);
        var means = new ArrayList<Point>();
        for (int from = 0; from < all.size(); from += width) {
            var some = all.subList(from, Math.min(from + width, all.size()));
            var last = some.getLast();
            double loss = some.stream().mapToDouble(Point::loss).average().orElseThrow();
            means.add(new Point(last.step(), last.minutes(), loss));
        }
        return means;
    }
}
