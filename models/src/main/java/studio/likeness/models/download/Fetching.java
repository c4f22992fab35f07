package studio.likeness.models.download;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import studio.likeness.models.download.FileFetch.Line;
import studio.likeness.models.download.FileFetch.Offer;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.Stages;

/// One download of several files: what is there already stays, the others are surveyed, so that
/// it is known how much is to come, and brought one after another.
final class Fetching {
    private final Place place;
    private final List<Wanted> files;
    private final Known known;
    private final Meter meter;
    private final Checks checks;

    Fetching(Place place, List<Wanted> files, Progress progress) {
        this.place = place;
        this.files = files;
        known = place.known();
        meter = new Meter(progress);
        checks = new Checks(known, meter);
    }

    /// By the net.
    Fetched fetch(Route route, Conditions conditions) {
        if (isWhole()) {
            place.tidy();
            return fetched();
        }
        var missing = missing(place.reopen());
        var watch = new Watch(meter, conditions);
        try (var web = new Web(route, conditions);
                var scope = new Stages("download")) {
            var line =
                    new Line(
                            web,
                            watch,
                            meter,
                            new Space(place.root(), conditions.room()),
                            conditions);
            scope.start(watch::run);
            scope.start(
                    () -> {
                        try {
                            bring(missing, line);
                        } finally {
                            watch.end();
                        }
                    });
            scope.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException("interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
        return published();
    }

    /// From a folder.
    Fetched copy(Stick stick, Conditions conditions) {
        if (isWhole()) {
            place.tidy();
            return fetched();
        }
        var missing = missing(place.reopen());
        stick.requireAll(missing);
        var space = new Space(place.root(), conditions.room());
        space.require(stick.bytes(missing));
        meter.expect(stick.bytes(missing));
        for (var wanted : missing) {
            var part = new Part(place.parts(), wanted.name());
            try {
                stick.copy(wanted, part, meter, space);
                name(wanted, part);
            } catch (Anew e) {
                part.discard();
                throw e.why();
            }
        }
        return published();
    }

    /// Whether all is there from an earlier time; then every byte is looked at.
    private boolean isWhole() {
        if (!Place.names(place.whole()).equals(wantedNames())) {
            return false;
        }
        return files.stream()
                .allMatch(file -> checks.isRight(file, place.whole().resolve(file.name())));
    }

    private TreeSet<String> wantedNames() {
        var names = new TreeSet<String>();
        files.forEach(file -> names.add(file.name()));
        return names;
    }

    /// Those that are not whole yet; what is wrong or not wanted is removed.
    ///
    /// @param every whether every byte has to be looked at
    private List<Wanted> missing(boolean every) {
        var right = new TreeSet<String>();
        var missing = new ArrayList<Wanted>();
        for (var wanted : files) {
            var file = place.files().resolve(wanted.name());
            if (every ? checks.isRight(wanted, file) : checks.wasRight(wanted, file)) {
                right.add(wanted.name());
            } else {
                missing.add(wanted);
            }
        }
        place.keepOnly(right);
        return missing;
    }

    private void bring(List<Wanted> missing, Line line) throws InterruptedException {
        var offers = new LinkedHashMap<FileFetch, Offer>();
        for (var wanted : missing) {
            boolean hashed = known.expected(wanted).isPresent();
            var part = new Part(place.parts(), wanted.name());
            var fetch = new FileFetch(wanted, hashed, part, line);
            offers.put(fetch, fetch.survey());
        }
        expect(offers, line.space());
        for (var each : offers.entrySet()) {
            bring(each.getKey(), each.getValue());
        }
    }

    private void expect(Map<FileFetch, Offer> offers, Space space) {
        long total = 0;
        long done = 0;
        boolean all = true;
        for (var each : offers.entrySet()) {
            var length = known(each.getKey().wanted(), each.getValue());
            all &= length.isPresent();
            total += length.orElse(0);
            done += each.getKey().part().bytes();
        }
        space.require(Math.max(0, total - done));
        meter.expect(all ? total : 0);
        meter.add(done);
    }

    private static OptionalLong known(Wanted wanted, Offer offer) {
        return offer.length().isPresent() ? offer.length() : wanted.bytes();
    }

    private void bring(FileFetch fetch, Offer first) throws InterruptedException {
        var offer = first;
        for (int again = 1; ; again++) {
            try {
                fetch.bring(offer);
                name(fetch.wanted(), fetch.part());
                return;
            } catch (Anew e) {
                meter.add(-fetch.part().bytes());
                fetch.part().discard();
                if (again > e.atMost()) {
                    throw e.why();
                }
                if (e.whole()) {
                    fetch.distrustRanges();
                }
                offer = fetch.survey();
            }
        }
    }

    /// Gives a file its name, now that it is whole and right.
    private void name(Wanted wanted, Part part) {
        var sha256 = checks.check(wanted, part.file());
        known.add(wanted, sha256, part.file().toFile().length());
        part.become(place.files().resolve(wanted.name()));
    }

    private Fetched published() {
        place.publish();
        return fetched();
    }

    private Fetched fetched() {
        var hashes = new TreeMap<String, String>();
        for (var wanted : files) {
            hashes.put(wanted.name(), known.find(wanted.name()).orElseThrow().sha256());
        }
        return new Fetched(place.whole(), hashes, known.tell(files));
    }
}
