package studio.likeness.models.parity;

import java.util.List;
import studio.likeness.models.voice.text.EnglishNormaliser;

/// English as GPT-SoVITS normalises it: numbers and signs as words.
final class EnglishTextComparison implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return fixture.network().equals("gpt-sovits-text-en");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        for (var each : fixture.at("normalise")) {
            var raw = each.path("raw").asText();
            errors.same(
                    "'" + raw + "'",
                    each.path("normal").asText(),
                    EnglishNormaliser.normalise(raw));
        }
        return List.of(errors.line(fixture, "java", fixture.at("normalise").size() + " texts"));
    }
}
