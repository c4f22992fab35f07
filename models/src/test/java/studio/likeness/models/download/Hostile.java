package studio.likeness.models.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// One download from a server whose faults are drawn from a seed, and what must hold after it.
final class Hostile {
    static final int PIECE = 64 << 10;
    private static final int AIMED_EVERY = 5;
    private static final int LEAST_CHANGED = 3 * PIECE;

    /// A fault that strikes from one request on, so many times.
    private record Planned(Fault fault, int from, int times) {}

    /// Faults that one line of defence alone can notice.
    private record Aimed(List<Planned> plan, boolean hashed, boolean sized) {
        static Aimed with(boolean hashed, boolean sized, Planned... plan) {
            return new Aimed(List.of(plan), hashed, sized);
        }
    }

    /// @param sentence the key of the error, or empty when everything came
    /// @param healed whether it came once the server had been mended
    record Outcome(List<Fault> struck, String sentence, boolean healed, long millis) {}

    private final Random random;
    private final List<Planned> plan = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<String, List<byte[]>> versions = new TreeMap<>();
    private final HostileServer server;
    private final Home home;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Fault> struck = new CopyOnWriteArrayList<>();
    private final int seed;
    private volatile boolean mended;

    private Hostile(int seed, HostileServer server, Home home) {
        this.seed = seed;
        this.server = server;
        this.home = home;
        random = new Random(seed * 7919L + 1);
    }

    static Outcome run(int seed, Path folder) throws IOException {
        try (var server = new HostileServer()) {
            var one = new Hostile(seed, server, new Home(folder.resolve("h" + seed)));
            one.draw();
            return one.fetch();
        }
    }

    /// Every fifth seed aims; the others draw.
    private void draw() {
        if (seed % AIMED_EVERY == AIMED_EVERY - 1) {
            var aimed = aimed().get(seed / AIMED_EVERY % aimed().size());
            plan.addAll(aimed.plan());
            serve(1, LEAST_CHANGED, aimed.hashed(), aimed.sized());
        } else {
            drawAny();
        }
        server.script(this::strike);
    }

    /// The first request is for one byte; then come three pieces at least.
    private List<Aimed> aimed() {
        int midway = 2 + random.nextInt(2);
        var stream = new Planned(Fault.NO_VALIDATORS, 0, 1);
        return List.of(
                // The tag of the version.
                Aimed.with(false, false, new Planned(Fault.CHANGED_ALIKE, midway, 1)),
                // The tag again, of what an earlier attempt has left.
                Aimed.with(false, false, new Planned(Fault.FORBIDDEN, midway + 1, 1000)),
                // Where a piece begins.
                Aimed.with(false, false, new Planned(Fault.SHIFTED, midway, 1)),
                // Where a piece ends.
                Aimed.with(false, false, new Planned(Fault.CUT, midway, 1)),
                // Where a stream ends.
                Aimed.with(false, false, stream, new Planned(Fault.CUT, 1, 1)),
                // The promised length.
                Aimed.with(false, true, stream, new Planned(Fault.SAYS_LESS, 1, 1000)),
                // The hash.
                Aimed.with(true, true, new Planned(Fault.CORRUPT, midway, 1)));
    }

    private void drawAny() {
        var all = Fault.values();
        int files = 1 + random.nextInt(3) / 2;
        boolean hashed = random.nextBoolean();
        boolean sized = random.nextBoolean();
        int faults = 1 + random.nextInt(4);
        for (int i = 0; i < faults; i++) {
            // Every kind has its turn as the first; the others are drawn.
            var fault = all[i == 0 ? seed % all.length : random.nextInt(all.length)];
            if (!hashed && (fault == Fault.CORRUPT || (fault == Fault.SAYS_LESS && !sized))) {
                fault = Fault.CUT; // nobody on earth could see that
            }
            int times = random.nextInt(3) == 0 ? 1000 : 1 + random.nextInt(3);
            plan.add(new Planned(fault, random.nextInt(7), times));
        }
        // A short file is there before it can change.
        boolean changes = plan.stream().anyMatch(each -> each.fault().changes());
        serve(files, changes ? LEAST_CHANGED : 0, hashed, sized);
    }

    private void serve(int files, int least, boolean hashed, boolean sized) {
        for (int i = 0; i < files; i++) {
            var path = "/f" + i + ".bin";
            var bytes = bytes(least);
            server.put(path, bytes, "\"v1\"");
            versions.put(path, new ArrayList<>(List.of(bytes)));
            wanted.add(
                    new Wanted(
                            server.uri(path),
                            "folder/f" + i + ".bin",
                            sized ? OptionalLong.of(bytes.length) : OptionalLong.empty(),
                            hashed ? Optional.of(sha256(bytes)) : Optional.empty()));
        }
    }

    private List<byte[]> versions(String path) {
        return versions.computeIfAbsent(path, _ -> new ArrayList<>());
    }

    private byte[] bytes(int least) {
        int[] sizes = {0, 1, 1000, PIECE, PIECE + 1, LEAST_CHANGED, 300_000, 600_000};
        return random(Math.max(least, sizes[random.nextInt(sizes.length)]));
    }

    private byte[] random(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private void replace(String path, byte[] fresh, int number) {
        versions(path).add(fresh);
        server.put(path, fresh, "\"v" + number + "\"");
    }

    static String sha256(byte[] bytes) {
        var digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.hex(digest);
    }

    private synchronized Fault strike(HostileServer.Asked request) {
        if (mended) {
            return Fault.NONE;
        }
        int number = asked.getAndIncrement();
        for (var each : plan) {
            if (number >= each.from() && number < each.from() + each.times()) {
                var path = request.path().replaceFirst("^/hop[0-9]*", "");
                var now = server.content(path);
                if (each.fault() != Fault.NONE) {
                    struck.add(each.fault());
                }
                switch (each.fault()) {
                    case CHANGED -> replace(path, bytes(0), 2 + number);
                    case CHANGED_ALIKE -> replace(path, random(now.bytes().length), 2 + number);
                    case NO_VALIDATORS ->
                            server.put(path, new HostileServer.Content(now.bytes(), "", ""));
                    case WEAK_VALIDATOR ->
                            server.put(
                                    path,
                                    new HostileServer.Content(
                                            now.bytes(),
                                            "W/\"" + Arrays.hashCode(now.bytes()) + "\"",
                                            ""));
                    default -> {
                        return each.fault();
                    }
                }
            }
        }
        return Fault.NONE;
    }

    private Conditions conditions() {
        boolean full = plan.stream().anyMatch(each -> each.fault() == Fault.DISK_FULL);
        boolean fills = plan.stream().anyMatch(each -> each.fault() == Fault.DISK_FILLS);
        var looked = new AtomicInteger();
        return new Conditions(
                4,
                Duration.ofMillis(2),
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                PIECE,
                4,
                _ ->
                        !mended && (full || (fills && looked.incrementAndGet() > 3))
                                ? none(full)
                                : 1L << 40);
    }

    private long none(boolean full) {
        struck.add(full ? Fault.DISK_FULL : Fault.DISK_FILLS);
        return 1000;
    }

    private Outcome fetch() throws IOException {
        long began = System.nanoTime();
        var downloads = new Downloads(home, () -> Route.DIRECT, conditions());
        var first = attempt(downloads);
        boolean healed = true;
        if (!first.isEmpty()) {
            mended = true;
            replaceMeanwhile();
            // A change that is told from what was promised stays refused.
            var second = attempt(downloads);
            // A busy machine is silent for a while too.
            for (int i = 0; i < 3 && second.equals("models.download.silent"); i++) {
                second = attempt(downloads);
            }
            healed = second.isEmpty();
            if (!healed && versions.values().stream().allMatch(all -> all.size() == 1)) {
                throw new AssertionError(this + ": " + first + ", then " + second);
            }
        }
        return new Outcome(
                List.copyOf(struck), first, healed, (System.nanoTime() - began) / 1_000_000);
    }

    /// What came of a file belongs to no version any more, and only its tag tells.
    private synchronized void replaceMeanwhile() {
        for (var file : wanted) {
            if (file.sha256().isEmpty() && random.nextBoolean()) {
                var path = file.source().getPath();
                replace(path, random(server.content(path).bytes().length), 1000);
            }
        }
    }

    /// @return the key of the sentence, or empty when all is there
    private String attempt(Downloads downloads) throws IOException {
        Optional<Fetched> fetched = Optional.empty();
        var sentence = "";
        try {
            fetched = Optional.of(downloads.fetch("it", wanted, Progress.none()));
        } catch (StudioException e) {
            sentence = e.key();
            for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                check(!Words.say(locale, e.key() + ".remedy").isBlank(), "no remedy: " + e.key());
            }
        }
        var whole = home.root().resolve("downloads/it");
        check(fetched.isPresent() == Files.exists(whole), "the folder is there too early");
        if (fetched.isPresent()) {
            for (var file : wanted) {
                check(isVersion(file, whole), file.name() + " is no version there ever was");
                check(
                        fetched.get().sha256().getOrDefault(file.name(), "").length() == 64,
                        "no hash of " + file.name());
            }
            check(!Files.exists(home.root().resolve("downloads/.part/it")), "parts are left");
        } else {
            var named = home.root().resolve("downloads/.part/it/files");
            for (var file : wanted) {
                check(
                        !Files.exists(named.resolve(file.name())) || isVersion(file, named),
                        file.name() + " has its name and is not whole");
            }
        }
        return sentence;
    }

    private boolean isVersion(Wanted file, Path folder) throws IOException {
        var bytes = Files.readAllBytes(folder.resolve(file.name()));
        boolean promised = file.sha256().map(sha256(bytes)::equals).orElse(true);
        return promised
                && versions(file.source().getPath()).stream()
                        .anyMatch(version -> Arrays.equals(version, bytes));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(this + ": " + otherwise);
        }
    }

    @Override
    public String toString() {
        return "seed %d, %s, %d files".formatted(seed, plan, wanted.size());
    }
}
