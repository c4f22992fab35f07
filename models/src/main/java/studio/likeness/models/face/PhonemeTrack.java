package studio.likeness.models.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which phoneme is heard when.
final class PhonemeTrack {
    /// @param visemes empty where the sound itself must tell
    private record Span(long fromNanos, List<Viseme> visemes) {}

    /// Assumed of a phoneme whose end is not known yet.
    private static final long USUAL_NANOS = 160_000_000;

    /// After it a synthesiser that tells phonemes would have told the next.
    private static final long LONGEST_NANOS = 600_000_000;

    private final List<Span> spans = new ArrayList<>();

    void add(long fromNanos, List<Viseme> visemes) {
        if (!visemes.isEmpty()) {
            spans.add(new Span(fromNanos, visemes));
        }
    }

    /// From here on no phonemes are told.
    void stop(long fromNanos) {
        if (!spans.isEmpty() && !spans.getLast().visemes().isEmpty()) {
            spans.add(new Span(fromNanos, List.of()));
        }
    }

    /// What the phoneme at a time looks like; empty where there is none.
    Optional<Viseme> at(long nanos) {
        int i = last(nanos);
        if (i < 0) {
            return Optional.empty();
        }
        var span = spans.get(i);
        long into = nanos - span.fromNanos();
        if (span.visemes().isEmpty() || into > LONGEST_NANOS) {
            return Optional.empty();
        }
        long length =
                i + 1 < spans.size()
                        ? spans.get(i + 1).fromNanos() - span.fromNanos()
                        : USUAL_NANOS;
        int count = span.visemes().size();
        int part = (int) Math.min(count - 1, into * count / Math.max(1, length));
        return Optional.of(span.visemes().get(part));
    }

    /// The last span that begins at or before a time; -1 when none does.
    private int last(long nanos) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).fromNanos() <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
