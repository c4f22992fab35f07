package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import studio.likeness.models.runtime.Decoding;

/// Follows several texts side by side and takes the likeliest in the end, as OpenAI's decoder does
/// with a patience of one. One cache serves all: texts mostly differ in their last few tokens, so
/// only these are read again when another one's turn comes.
final class BeamSearch {
    private final Decoding decoding;
    private final int prompt;
    private final int end;
    private final Search search;
    private final BiConsumer<float[], int[]> rules;
    private final float[] logits;
    private int[] read = {};

    /// @param decoding that has read a prompt of that many tokens
    /// @param end the token that ends a text
    /// @param rules make impossible what may not follow a text
    /// @param logits behind the prompt; written over
    BeamSearch(
            Decoding decoding,
            int prompt,
            int end,
            Search search,
            BiConsumer<float[], int[]> rules,
            float[] logits) {
        this.decoding = decoding;
        this.prompt = prompt;
        this.end = end;
        this.search = search;
        this.rules = rules;
        this.logits = logits;
    }

    /// @param tokens the end not among them
    /// @param sum of their log-probabilities, the end's too where it was reached
    record Text(int[] tokens, double sum, boolean ended) {
        Text then(int token, double logProbability, int end) {
            if (token == end) {
                return new Text(tokens, sum + logProbability, true);
            }
            var more = Arrays.copyOf(tokens, tokens.length + 1);
            more[tokens.length] = token;
            return new Text(more, sum + logProbability, false);
        }
    }

    /// @param room most tokens
    Text best(int room) {
        var ended = new ArrayList<Text>();
        var beams = List.of(new Text(new int[0], 0, false));
        for (int step = 0; step < room && ended.size() < search.beams(); step++) {
            var next = new ArrayList<Text>();
            for (var beam : beams) {
                look(beam);
                next.addAll(likeliest(beam));
            }
            next.sort(Comparator.comparingDouble(Text::sum).reversed());
            beams = taken(next, ended);
        }
        var all = new ArrayList<>(ended);
        for (var beam : beams) {
            if (all.size() < search.beams()) {
                all.add(beam);
            }
        }
        return all.stream()
                .max(Comparator.comparingDouble(t -> search.score(t.sum(), t.tokens().length)))
                .orElseThrow();
    }

    /// Those to be followed; what ended before the last of them is put aside.
    private List<Text> taken(List<Text> sorted, List<Text> ended) {
        var beams = new ArrayList<Text>();
        for (var text : sorted) {
            if (beams.size() == search.beams()) {
                break;
            }
            if (!text.ended()) {
                beams.add(text);
            } else if (ended.size() < search.beams()) {
                ended.add(text);
            }
        }
        // Neighbours have most in common, and so least to read again.
        beams.sort((a, b) -> Arrays.compare(a.tokens(), b.tokens()));
        return beams;
    }

    /// Logits behind a text.
    private void look(Text beam) {
        var tokens = beam.tokens();
        if (tokens.length > 0) {
            int common = Arrays.mismatch(read, tokens);
            common = common < 0 ? tokens.length : common;
            common = Math.min(common, tokens.length - 1);
            decoding.keep(prompt + common);
            Dictation.heedInterrupt();
            decoding.feed(Arrays.copyOfRange(tokens, common, tokens.length), logits);
            read = tokens;
        }
        rules.accept(logits, tokens);
    }

    /// One more than there are beams, as one may be the end.
    private List<Text> likeliest(Text beam) {
        int count = search.beams() + 1;
        var ids = new int[count];
        var values = new float[count];
        Arrays.fill(values, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] > values[count - 1]) {
                int at = count - 1;
                for (; at > 0 && logits[i] > values[at - 1]; at--) {
                    values[at] = values[at - 1];
                    ids[at] = ids[at - 1];
                }
                values[at] = logits[i];
                ids[at] = i;
            }
        }
        double total = LogProbabilities.total(logits);
        var texts = new ArrayList<Text>();
        for (int i = 0; i < count && values[i] > Float.NEGATIVE_INFINITY; i++) {
            texts.add(beam.then(ids[i], values[i] - total, end));
        }
        return texts;
    }
}
