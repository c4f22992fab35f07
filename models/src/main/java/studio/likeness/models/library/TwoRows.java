package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.language.ChatGlmPositions;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Positions;

/// ChatGLM-6B's positions and bias for one conversation. The first step is the whole prompt, whose
/// tokens say where the answer starts.
final class TwoRows implements Positions {
    private final JsonNode config;
    private @Nullable ChatGlmPositions layout;

    TwoRows(JsonNode config) {
        this.config = config;
    }

    private ChatGlmPositions layout(Step step) {
        var known = layout;
        if (known == null || step.before() == 0) {
            known = ChatGlmPositions.of(config, step.ids());
            layout = known;
        }
        return known;
    }

    @Override
    public Array.Longs of(Step step) {
        int to = step.before() + step.ids().length;
        var rows = layout(step).rows(step.before(), to);
        return new Array.Longs(rows, 1, 2, step.ids().length);
    }

    @Override
    public Optional<Array.Floats> bias(Step step) {
        int to = step.before() + step.ids().length;
        var bias = layout(step).bias(step.before(), to, step.prefix());
        return Optional.of(new Array.Floats(bias, 1, 1, step.ids().length, step.total()));
    }
}
