package studio.likeness.models.download;

import java.util.ArrayList;
import java.util.List;

/// Which bytes of a file are there: stretches in order that do not touch.
record Stretches(List<Stretch> done) {
    /// @param from its first byte
    /// @param to after its last byte
    record Stretch(long from, long to) {
        Stretch {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("no stretch: " + from + " to " + to);
            }
        }

        long bytes() {
            return to - from;
        }
    }

    static final Stretches NONE = new Stretches(List.of());

    Stretches {
        done = List.copyOf(done);
    }

    Stretches with(Stretch more) {
        if (more.bytes() == 0) {
            return this;
        }
        var merged = new ArrayList<Stretch>();
        long from = more.from();
        long to = more.to();
        for (var each : done) {
            if (each.to() < from || each.from() > to) {
                merged.add(each);
            } else {
                from = Math.min(from, each.from());
                to = Math.max(to, each.to());
            }
        }
        merged.add(new Stretch(from, to));
        merged.sort((a, b) -> Long.compare(a.from(), b.from()));
        return new Stretches(merged);
    }

    long bytes() {
        return done.stream().mapToLong(Stretch::bytes).sum();
    }

    /// What is missing of a file, in pieces.
    List<Stretch> missing(long length, long piece) {
        var missing = new ArrayList<Stretch>();
        long at = 0;
        for (var each : with(new Stretch(length, length + 1)).done()) {
            for (long end = Math.min(each.from(), length); at < end; at += piece) {
                missing.add(new Stretch(at, Math.min(at + piece, end)));
            }
            at = each.to();
        }
        return missing;
    }
}
