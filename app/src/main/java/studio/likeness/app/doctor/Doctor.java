package studio.likeness.app.doctor;

import java.awt.Font;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.Remembering;
import studio.likeness.app.Studio;
import studio.likeness.app.doctor.Finding.Status;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.Camera;
import studio.likeness.models.media.Codecs;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.GpuPack;
import studio.likeness.models.runtime.GpuPack.State;
import studio.likeness.models.voice.SystemVoice;

/// Examines the machine: a finding a thing, each with what to do about it. Changes nothing and
/// connects nowhere.
public final class Doctor {
    private static final long LEAST_FREE_BYTES = 200L << 20;
    private static final long COMFORTABLE_FREE_BYTES = 5L << 30;
    private static final int OLDEST_JAVA = 25;

    private final Home home;
    private final Supplier<Remembering.State> remembering;
    private final Supplier<ChosenDevice.State> runsOn;
    private final NvidiaCard card;
    private final GpuPack pack;

    public Doctor(Studio studio) {
        this(
                studio.home(),
                studio.remembering()::state,
                studio.device()::state,
                NvidiaCard.ofThisMachine(),
                new GpuPack());
    }

    Doctor(
            Home home,
            Supplier<Remembering.State> remembering,
            Supplier<ChosenDevice.State> runsOn,
            NvidiaCard card,
            GpuPack pack) {
        this.home = home;
        this.remembering = remembering;
        this.runsOn = runsOn;
        this.card = card;
        this.pack = pack;
    }

    /// In an order that reads well: the program, the machine, its devices.
    public List<Finding> examine() {
        return List.of(
                java(),
                natives(),
                codecs(),
                folder(),
                disk(),
                names(),
                fonts(),
                voice(),
                remembering(),
                devices(
                        "microphone",
                        () -> Microphone.devices().stream().map(Microphone.Device::name).toList()),
                devices(
                        "speaker",
                        () -> Speaker.devices().stream().map(Speaker.Device::name).toList()),
                devices(
                        "camera",
                        () -> Camera.devices().stream().map(Camera.Device::name).toList()),
                runsOn(),
                gpu(),
                driver(),
                gpuPack(),
                cudnn());
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() >= OLDEST_JAVA
                ? ok("java", version, System.getProperty("java.home"))
                : problem("java", version, System.getProperty("java.home"));
    }

    private Finding natives() {
        try {
            return ok(
                    "natives",
                    "FFmpeg " + Codecs.here().version(),
                    System.getProperty("org.bytedeco.javacpp.cachedir", "~/.javacpp"));
        } catch (UnsatisfiedLinkError | StudioException e) {
            return problem("natives", e.toString(), home.runtime());
        }
    }

    private static Finding codecs() {
        try {
            var missing = Codecs.here().missing();
            return missing.isEmpty()
                    ? ok("codecs", "H.264, AAC, Opus, MP3, HEVC")
                    : problem("codecs", String.join(", ", missing));
        } catch (UnsatisfiedLinkError | StudioException e) {
            return problem("codecs", e.toString());
        }
    }

    private Finding folder() {
        return Files.isWritable(home.root())
                ? ok("home", home.root())
                : problem("home", home.root());
    }

    private Finding disk() {
        try {
            long free = Files.getFileStore(home.root()).getUsableSpace();
            var gigabytes = "%.1f".formatted(free / (double) (1L << 30));
            if (free < LEAST_FREE_BYTES) {
                return problem("disk", gigabytes);
            }
            return free < COMFORTABLE_FREE_BYTES ? note("disk", gigabytes) : ok("disk", gigabytes);
        } catch (IOException e) {
            return note("disk", e.toString());
        }
    }

    /// Files with Chinese names need a file name encoding that has them, and some native libraries
    /// an ASCII path.
    private Finding names() {
        var encoding = System.getProperty("sun.jnu.encoding", "");
        if (!Charset.isSupported(encoding)
                || !Charset.forName(encoding).newEncoder().canEncode("中文")) {
            return problem("names", encoding);
        }
        return StandardCharsets.US_ASCII.newEncoder().canEncode(home.root().toString())
                ? ok("names", encoding)
                : note("names", home.root());
    }

    private static Finding fonts() {
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 14).canDisplayUpTo("中文，数字分身") < 0
                    ? ok("fonts")
                    : note("fonts");
        } catch (RuntimeException | Error e) {
            // Without any font the toolkit fails in several ways, some of them errors.
            return note("fonts");
        }
    }

    private static Finding voice() {
        try (var voice = SystemVoice.find().orElse(null)) {
            return voice == null ? note("voice") : ok("voice", voice.name());
        }
    }

    /// By what personas remember; opens the encoder, which takes a moment.
    private Finding remembering() {
        var state = remembering.get();
        if (!state.problem().isEmpty()) {
            return note("remembering", state.problem());
        }
        return switch (state.chosen()) {
            case Remembering.OWN -> ok("remembering", Words.say("app.doctor.remembering.own"));
            case Remembering.WORDS_ALONE ->
                    ok("remembering", Words.say("app.doctor.remembering.words"));
            default -> ok("remembering", Words.say("app.doctor.remembering.model", state.chosen()));
        };
    }

    private static Finding devices(String id, Supplier<List<String>> list) {
        try {
            var names = list.get();
            return names.isEmpty() ? note(id) : ok(id, String.join(", ", names));
        } catch (StudioException e) {
            return note(id);
        }
    }

    /// Where models run; a card that is chosen and cannot be used stops whatever needs it.
    private Finding runsOn() {
        try {
            var state = runsOn.get();
            if (state.problem().isPresent()) {
                return problem("runsOn", state.problem().get().explanation());
            }
            return ok(
                    "runsOn",
                    switch (state.device()) {
                        case Device.Processor _ -> Words.say("app.doctor.runsOn.processor");
                        case Device.Cuda _ -> Words.say("app.doctor.runsOn.card", state.name());
                    });
        } catch (StudioException e) {
            return problem("runsOn", e.explanation()); // the settings were edited by hand
        }
    }

    private Finding gpu() {
        return card.found()
                ? ok("gpu", card.name(), card.freeMegabytes(), card.totalMegabytes())
                : note("gpu");
    }

    private Finding driver() {
        return card.found() ? ok("driver", card.driver()) : note("driver");
    }

    private Finding gpuPack() {
        return switch (pack.state()) {
            case State.NotNeeded _ -> ok("gpuPack", Words.say("app.doctor.gpuPack.notNeeded"));
            case State.Ready(var bytes, var source) ->
                    ok(
                            "gpuPack",
                            bytes == 0
                                    ? Words.say("app.doctor.gpuPack.ofSystem")
                                    : Words.say(
                                            "app.doctor.gpuPack.ofPack",
                                            bytes / 1_000_000,
                                            source));
            case State.Missing(var names) -> note("gpuPack", String.join(", ", names));
            case State.Partial(var names) -> note("gpuPack", String.join(", ", names));
        };
    }

    private Finding cudnn() {
        return library("cudnn", "libcudnn.so.9");
    }

    private static Finding library(String id, String... files) {
        var places =
                List.of(
                        Path.of("/usr/lib/x86_64-linux-gnu"),
                        Path.of("/usr/local/cuda/lib64"),
                        Path.of("/usr/local/cuda-12/lib64"),
                        Path.of("/usr/lib64"));
        for (var place : places) {
            if (List.of(files).stream().allMatch(file -> Files.exists(place.resolve(file)))) {
                return ok(id, place);
            }
        }
        return note(id, String.join(", ", files));
    }

    private static Finding ok(String id, Object... args) {
        return finding(id, Status.OK, "ok", args);
    }

    private static Finding note(String id, Object... args) {
        return finding(id, Status.NOTE, "note", args);
    }

    private static Finding problem(String id, Object... args) {
        return finding(id, Status.PROBLEM, "problem", args);
    }

    private static Finding finding(String id, Status status, String kind, Object... args) {
        var key = "app.doctor." + id + "." + kind;
        return new Finding(
                id,
                Words.say("app.doctor." + id),
                status,
                Words.say(key, args),
                Words.has(key + ".remedy") ? Words.say(key + ".remedy", args) : "");
    }
}
