package studio.likeness.models.download;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import studio.likeness.models.download.Stretches.Stretch;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;

/// Brings the bytes of one file into its part: in pieces, several at a time, where the server
/// gives ranges of one version; else in one stream. Whether they are the right bytes is for others
/// to say.
final class FileFetch {
    private final Wanted file;
    private final boolean hashed;
    private final Part part;
    private final Web web;
    private final Watch watch;
    private final Meter meter;
    private final Space space;
    private final Conditions conditions;
    private boolean whole;

    /// @param hashed whether a hash is known that the bytes will be compared with
    FileFetch(Wanted file, boolean hashed, Part part, Line line) {
        this.file = file;
        this.hashed = hashed;
        this.part = part;
        web = line.web();
        watch = line.watch();
        meter = line.meter();
        space = line.space();
        conditions = line.conditions();
    }

    /// What all files of a download share.
    record Line(Web web, Watch watch, Meter meter, Space space, Conditions conditions) {}

    /// What the server has.
    ///
    /// @param ranges whether it can be had in pieces
    record Offer(OptionalLong length, Validators version, boolean ranges) {}

    /// Something that may have to be tried again.
    private interface Attempt<T> {
        T run() throws Passing, InterruptedException;
    }

    Wanted wanted() {
        return file;
    }

    Part part() {
        return part;
    }

    /// One stream, from now on.
    void distrustRanges() {
        whole = true;
    }

    /// Asks for the first byte, to learn of the others.
    Offer survey() throws InterruptedException {
        var offer = patiently(this::ask);
        if (!part.fits(offer.version(), offer.length(), hashed) || !offer.ranges()) {
            part.discard();
        }
        return offer;
    }

    private Offer ask() throws Passing, InterruptedException {
        try (var answer = web.get(file.source(), Optional.of(new Stretch(0, 1)), "")) {
            refuseWebPage(answer);
            var version = answer.validators();
            var range = answer.range();
            boolean partial =
                    answer.status() == Answer.PARTIAL
                            && answer.encoding().isEmpty()
                            && range.isPresent()
                            && range.get().from() == 0
                            && range.get().total().isPresent();
            if (!partial) {
                boolean plain = answer.status() == Answer.WHOLE && answer.encoding().isEmpty();
                var length = plain ? answer.length() : OptionalLong.empty();
                refuseOtherLength(length, answer);
                return new Offer(length, version, false);
            }
            var length = range.get().total();
            refuseOtherLength(length, answer);
            return new Offer(length, version, hashed || !version.condition().isEmpty());
        }
    }

    private void refuseWebPage(Answer answer) throws Passing {
        if (answer.isWebPage() && !file.name().matches("(?i).*\\.x?html?")) {
            throw Passing.doubtful(
                    new StudioException("models.download.webPage", file.name(), answer.host()));
        }
    }

    private void refuseOtherLength(OptionalLong length, Answer answer) throws Passing {
        if (length.isPresent()
                && file.bytes().isPresent()
                && length.getAsLong() != file.bytes().getAsLong()) {
            throw Passing.doubtful(
                    new StudioException(
                            "models.download.otherLength",
                            file.name(),
                            answer.host(),
                            length.getAsLong(),
                            file.bytes().getAsLong()));
        }
    }

    /// @throws Anew when what came belongs to nothing whole
    void bring(Offer offer) throws InterruptedException {
        if (offer.ranges() && !whole) {
            if (!part.fits(offer.version(), offer.length(), hashed)) {
                part.begin(offer.version(), offer.length());
            }
            pieces(offer);
        } else {
            patiently(() -> stream(offer));
        }
    }

    private void pieces(Offer offer) throws InterruptedException {
        var missing = new ConcurrentLinkedQueue<>(part.missing(conditions.piece()));
        int workers = Math.min(conditions.streams(), missing.size());
        try (var scope = new Stages("pieces")) {
            for (int i = 0; i < workers; i++) {
                scope.start(() -> work(missing, offer));
            }
            scope.join();
        }
    }

    private void work(Queue<Stretch> missing, Offer offer)
            throws IOException, InterruptedException {
        try (var out = part.writer()) {
            for (var next = Optional.ofNullable(missing.poll());
                    next.isPresent();
                    next = Optional.ofNullable(missing.poll())) {
                piece(next.get(), out, offer);
            }
        }
    }

    /// A piece may need several answers: each goes on where the last one ended.
    private void piece(Stretch piece, RandomAccessFile out, Offer offer)
            throws InterruptedException {
        space.require(piece.bytes());
        var sink = new Sink(part, out, meter, piece.from(), piece.to());
        try {
            int failures = 0;
            while (!sink.full()) {
                long before = sink.at();
                try {
                    receive(sink, offer);
                } catch (Passing trouble) {
                    // A little every time is a way to get there too.
                    failures = sink.at() - before > conditions.piece() / 16 ? 1 : failures + 1;
                    pause(trouble, failures);
                }
            }
        } finally {
            part.add(new Stretch(piece.from(), sink.at()), out);
        }
    }

    private void receive(Sink sink, Offer offer) throws Passing, InterruptedException {
        var version = offer.version();
        var rest = new Stretch(sink.at(), sink.end());
        try (var answer = web.get(file.source(), Optional.of(rest), version.condition())) {
            refuseWebPage(answer);
            if (!version.agree(answer.validators())) {
                throw Anew.changed(file.name());
            }
            var range = answer.range();
            if (answer.status() != Answer.PARTIAL
                    || !answer.encoding().isEmpty()
                    || range.isEmpty()
                    || range.get().from() != rest.from()
                    || range.get().to() > rest.to()) {
                throw Anew.whole(file.name(), answer.host());
            }
            if (range.get().total().isPresent()
                    && range.get().total().getAsLong() != offer.length().orElse(-1)) {
                throw Anew.changed(file.name());
            }
            long bytes = range.get().bytes();
            if (answer.length().isPresent() && answer.length().getAsLong() != bytes) {
                throw Anew.whole(file.name(), answer.host());
            }
            try (var connection = watch.over(answer)) {
                long came = sink.take(answer, connection, bytes);
                if (came < bytes) {
                    throw new Passing(new StudioException("models.download.broken", answer.host()));
                }
            }
        }
    }

    /// The whole file in one answer, from its beginning each time.
    private Boolean stream(Offer offer) throws Passing, InterruptedException {
        try (var answer = web.get(file.source(), Optional.empty(), "")) {
            refuseWebPage(answer);
            boolean zipped = answer.encoding().equals("gzip") || answer.encoding().equals("x-gzip");
            if (answer.status() != Answer.WHOLE || (!zipped && !answer.encoding().isEmpty())) {
                throw Passing.doubtful(
                        new StudioException(
                                "models.download.badAnswer", file.name(), answer.host()));
            }
            var declared = zipped ? OptionalLong.empty() : answer.length();
            refuseOtherLength(declared, answer);
            if (declared.isPresent()
                    && offer.length().isPresent()
                    && declared.getAsLong() != offer.length().getAsLong()) {
                throw Anew.changed(file.name());
            }
            if (!zipped && !answer.tellsItsEnd() && file.bytes().isEmpty() && !hashed) {
                throw new StudioException("models.download.noLength", file.name(), answer.host());
            }
            part.begin(answer.validators(), declared);
            keep(answer, declared);
            return true;
        }
    }

    private void keep(Answer answer, OptionalLong declared) throws Passing {
        long limit =
                declared.isPresent() ? declared.getAsLong() : file.bytes().orElse(Long.MAX_VALUE);
        space.require(declared.orElse(file.bytes().orElse(0)));
        try (var out = part.writer();
                var connection = watch.over(answer)) {
            var sink = new Sink(part, out, meter, 0, limit);
            try {
                sink.all(answer, connection, space);
                part.add(new Stretch(0, sink.at()), out);
            } catch (Passing | RuntimeException e) {
                meter.add(-sink.at());
                throw e;
            }
            if (file.bytes().isPresent() && sink.at() != file.bytes().getAsLong()) {
                meter.add(-sink.at());
                throw Passing.doubtful(
                        new StudioException(
                                "models.download.otherLength",
                                file.name(),
                                answer.host(),
                                sink.at(),
                                file.bytes().getAsLong()));
            }
        } catch (IOException e) {
            throw part.failure(e);
        }
    }

    private <T> T patiently(Attempt<T> attempt) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.run();
            } catch (Passing trouble) {
                pause(trouble, failures);
            }
        }
    }

    private void pause(Passing trouble, int failures) throws InterruptedException {
        if (failures >= trouble.attempts(conditions.attempts())) {
            throw trouble.why();
        }
        Thread.sleep(trouble.wait(failures, conditions));
    }
}
