package studio.likeness.models.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.language.BertEncoder.Pooling;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.TorchDescent;

/// How badly texts that mean the same are told from all others of a batch (InfoNCE, van den Oord
/// et al. 2018, in both directions; the others include questions that only look alike).
///
/// @param ids of all texts: those asked, their partners in the same order, then the others;
///     `[texts, time]`
/// @param mask 1 for tokens
/// @param excused 1 where a text beside another is no mistake; `[asked, partners and others]`
record Contrast(
        BertEncoder encoder,
        long[] ids,
        float[] mask,
        int texts,
        int asked,
        float[] excused,
        double temperature)
        implements TorchDescent.Loss {

    /// Two wordings of one intent.
    record Pair(Intent intent, String text, String partner) {}

    /// @param others questions near one of the pairs' intents, but none of them
    static Contrast of(
            BertEncoder encoder,
            List<Pair> pairs,
            List<String> others,
            Wordings wordings,
            double temperature) {
        var texts = new ArrayList<int[]>();
        pairs.forEach(pair -> texts.add(wordings.ids(pair.text())));
        pairs.forEach(pair -> texts.add(wordings.ids(pair.partner())));
        others.forEach(other -> texts.add(wordings.ids(other)));
        int time = texts.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        var ids = new long[texts.size() * time];
        var mask = new float[ids.length];
        for (int i = 0; i < texts.size(); i++) {
            for (int t = 0; t < texts.get(i).length; t++) {
                ids[i * time + t] = texts.get(i)[t];
                mask[i * time + t] = 1;
            }
        }
        return new Contrast(
                encoder,
                ids,
                mask,
                texts.size(),
                pairs.size(),
                excused(pairs, others),
                temperature);
    }

    /// Somebody else's near question may be this one's own wording.
    private static float[] excused(List<Pair> pairs, List<String> others) {
        int columns = pairs.size() + others.size();
        var excused = new float[pairs.size() * columns];
        for (int i = 0; i < pairs.size(); i++) {
            Set<String> own = new HashSet<>(pairs.get(i).intent().same());
            for (int j = 0; j < others.size(); j++) {
                if (own.contains(others.get(j))) {
                    excused[i * columns + pairs.size() + j] = 1;
                }
            }
        }
        return excused;
    }

    @Override
    public <T> T of(Ops<T> o) {
        long time = ids.length / texts;
        var vectors =
                encoder.vectors(
                        o,
                        o.constant(ids, texts, time),
                        o.constant(mask, texts, time),
                        Pooling.MEAN);
        var left = o.slice(vectors, 0, 0, asked);
        var right = o.slice(vectors, 0, asked, texts);
        int columns = texts - asked;
        var unseen = o.mul(o.constant(excused, asked, columns), -10_000);
        var forward = o.mul(o.matmul(left, o.transpose(right, 1, 0)), 1 / temperature);
        var partners = o.slice(vectors, 0, asked, 2L * asked);
        var back = o.mul(o.matmul(partners, o.transpose(left, 1, 0)), 1 / temperature);
        return o.mul(o.add(lost(o, o.add(forward, unseen), columns), lost(o, back, asked)), 0.5);
    }

    /// Of rows whose right column has the row's own number.
    private <T> T lost(Ops<T> o, T logits, int columns) {
        var right = new float[asked * columns];
        for (int i = 0; i < asked; i++) {
            right[i * columns + i] = -1f / asked;
        }
        var logs = o.mul(o.logSoftmax(logits, -1), o.constant(right, asked, columns));
        return o.sum(o.sum(logs, 1, false), 0, false);
    }
}
