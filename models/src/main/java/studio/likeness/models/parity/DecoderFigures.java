package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.language.Decoder.Frame;

/// What a decoder's fixture says its logits, hidden states and greedy continuation are.
///
/// @param lastTap the tap that the last hidden state is of
record DecoderFigures(JsonNode outputs, int[] prompt, int vocabulary, String lastTap) {
    /// Absolute, of logits and hidden states in float32.
    static final double TOLERANCE = 1e-3;

    /// @param weights the original code of ChatGLM2 and its heirs, known by their names, gives its
    ///     last hidden state before the final norm; all others after it
    static DecoderFigures of(Fixture fixture, Frame frame, TensorIndex weights) {
        boolean before = weights.has("transformer.encoder.final_layernorm.weight");
        return new DecoderFigures(
                fixture.at("outputs"),
                ids(fixture.at("input_ids")),
                frame.vocabulary(),
                before ? "layer." + frame.layers() : "norm");
    }

    static int[] ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    int[] continuation() {
        return ids(outputs.path("greedy_continuation"));
    }

    void compare(ReadyDecoder decoder, Errors errors) {
        seen(decoder.read(prompt), errors);
        greedy(decoder, errors);
    }

    void seen(ReadyDecoder.Seen seen, Errors errors) {
        int first = prompt.length - seen.logits().length / vocabulary;
        for (var expected : outputs.path("logits")) {
            int position = expected.path("position").asInt();
            if (position < first) {
                continue;
            }
            var what = "logits " + position;
            var found = row(seen.logits(), position - first);
            errors.samples(what, expected.path("samples"), found, TOLERANCE);
            errors.moments(what, expected, found, TOLERANCE);
            choice(what, expected.path("argmax").asInt(), found, errors);
        }
        if (!seen.hidden().isEmpty()) {
            hidden(seen, errors);
        }
    }

    private void hidden(ReadyDecoder.Seen seen, Errors errors) {
        var states = outputs.path("hidden");
        for (var expected : states) {
            int layer = expected.path("index").asInt();
            var tap = layer == states.size() - 1 ? lastTap : "layer." + layer;
            var found = seen.hidden().get(tap);
            errors.samples("hidden " + layer, expected.path("samples"), found, TOLERANCE);
            errors.moments("hidden " + layer, expected, found, TOLERANCE);
        }
    }

    private float[] row(float[] logits, int position) {
        return Arrays.copyOfRange(logits, position * vocabulary, (position + 1) * vocabulary);
    }

    /// Another token may win only where both are as good within what logits may err.
    private static void choice(String what, int expected, float[] logits, Errors errors) {
        int found = largest(logits);
        if (found != expected) {
            double ahead = (double) logits[found] - logits[expected];
            errors.add(
                    "%s: argmax %d, found %d".formatted(what, expected, found),
                    ahead,
                    2 * TOLERANCE);
        }
    }

    /// Token by token, each after the original's choice before it, which is our own wherever its
    /// margin lets it be compared.
    private void greedy(ReadyDecoder decoder, Errors errors) {
        var continuation = continuation();
        var margins = outputs.path("greedy_margins");
        for (int i = 0; i < continuation.length; i++) {
            var text = Arrays.copyOf(prompt, prompt.length + i);
            System.arraycopy(continuation, 0, text, prompt.length, i);
            var logits = decoder.next(text);
            var what = "greedy " + i;
            choice(what, continuation[i], logits, errors);
            errors.near(
                    what + " margin", margins.path(i).asDouble(), margin(logits), 2 * TOLERANCE);
        }
    }

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static double margin(float[] logits) {
        int best = largest(logits);
        double second = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            second = i == best ? second : Math.max(second, logits[i]);
        }
        return logits[best] - second;
    }
}
