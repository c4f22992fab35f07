package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.face.lip.MelWindows;

/// Which columns of the mel spectrogram belong to which frame, at all kinds of frame rates.
final class LipWindowsComparison implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return fixture.at("cases").path(0).has("mel_columns")
                && fixture.at("config").path("window").asInt() == MelWindows.COLUMNS;
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        for (var node : fixture.at("cases")) {
            double rate = node.path("fps").asDouble();
            int columns = node.path("mel_columns").asInt();
            var found = MelWindows.starts(columns, rate);
            var what = "%s fps, %d columns".formatted(rate, columns);
            errors.same(what, node.path("windows").asInt(), found.length);
            errors.same(
                    what,
                    node.path("starts").valueStream().map(JsonNode::asInt).toList(),
                    Arrays.stream(found).boxed().toList());
        }
        var note = fixture.at("cases").size() + " frame rates and lengths";
        return List.of(errors.line(fixture, "java", note));
    }
}
