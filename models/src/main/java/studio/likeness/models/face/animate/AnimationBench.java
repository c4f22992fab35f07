package studio.likeness.models.face.animate;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import studio.likeness.models.face.SourceMark;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.lip.MelWindows;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.LoudnessActivity;

/// Measures the whole way from sound to a film at 720p, and each step of it alone: a made-up face
/// of 320 by 400 pixels that moves over a picture of gentle noise.
public final class AnimationBench {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    /// More than stay decoded, so that decoding is measured too.
    private static final int CLIP = 150;

    private static final int BATCH = 8;

    private final Path folder;
    private final FaceProfile profile;
    private final int pictures;

    /// @param wall milliseconds a picture
    /// @param processor milliseconds a picture of all threads together, which other programs do not
    ///     lengthen much
    public record Step(String name, double wall, double processor) {}

    /// @param pictures that are made
    public AnimationBench(Path folder, int pictures) {
        this.folder = folder;
        this.pictures = pictures;
        profile = face(folder);
    }

    /// Everything at once, as a film is made.
    public Step film(Path graph, Device device) throws InterruptedException {
        var sound = folder.resolve("sound.wav");
        SoundFile.writeWav(sound(pictures), sound);
        try (var animator = animator(graph, device)) {
            var rendering = new Rendering(animator, mark(), Map.of());
            return timed(
                    "all together",
                    pictures,
                    () -> rendering.render(sound, folder.resolve("film.mp4"), Progress.none()));
        }
    }

    /// The pictures of a talk as they are shown, not encoded; all the sound is there.
    public Step talk(Path graph, Device device) throws InterruptedException {
        try (var animator = animator(graph, device);
                var talk = animator.begin(Duration.ZERO)) {
            return timed("shown, no film", pictures, () -> show(talk));
        }
    }

    /// Milliseconds from the sound to the first picture of a talk that is not an animator's first.
    public double firstPicture(Path graph, Device device) throws InterruptedException {
        try (var animator = animator(graph, device)) {
            try (var talk = animator.begin(Duration.ZERO)) {
                show(talk);
            }
            try (var talk = animator.begin(Duration.ZERO)) {
                long start = System.nanoTime();
                // As much as a first picture needs, and a little more.
                talk.hear(new AudioChunk(sound(16), Duration.ZERO), List.of());
                var _ = talk.next().orElseThrow();
                return (System.nanoTime() - start) / 1e6;
            }
        }
    }

    private FaceAnimator animator(Path graph, Device device) throws InterruptedException {
        return Engines.simple()
                .with(Engine.WAV2LIP, () -> Wav2LipPainter.open(graph, device))
                .open(profile, Optional.of(Engine.WAV2LIP), AnimationPlan.forFile())
                .animator();
    }

    private void show(FaceAnimator.Talk talk) throws InterruptedException {
        hear(talk);
        int shown = 0;
        while (talk.next().isPresent()) {
            shown++;
        }
        if (shown != pictures) {
            throw new IllegalStateException("expected " + pictures + ", shown " + shown);
        }
    }

    private void hear(FaceAnimator.Talk talk) {
        talk.hear(new AudioChunk(sound(pictures), Duration.ZERO), List.of());
        talk.end();
    }

    /// Each step alone, one after the other.
    public List<Step> steps(Path graph, Device device) throws InterruptedException {
        var steps = new ArrayList<Step>();
        try (var frames = new ClipFrames(profile);
                var painter = Wav2LipPainter.open(graph, device)) {
            steps.add(
                    timed(
                            "frames decoded",
                            pictures,
                            () -> {
                                for (int i = 0; i < pictures; i++) {
                                    frames.frame(profile.loop().frame(i));
                                }
                            }));
            var track = new SpokenTrack(new LoudnessActivity(), 0, MelWindows.COLUMNS);
            var windows = new ArrayList<float[]>();
            steps.add(timed("sound", pictures, () -> listen(track, windows)));
            var frame = frames.frame(0);
            steps.addAll(mouths(painter, frame, windows));
            steps.add(timed("film encoded", pictures, () -> encode(frame)));
        }
        return steps;
    }

    private List<Step> mouths(Wav2LipPainter painter, Picture frame, List<float[]> windows)
            throws InterruptedException {
        var crop = new LipCrop(painter.size());
        var area = painter.area(profile.boxes().getFirst(), List.of(), WIDTH, HEIGHT);
        var crops = new ArrayList<Picture>();
        var cut =
                timed(
                        "faces cut out",
                        pictures,
                        () -> {
                            for (int i = 0; i < pictures; i++) {
                                var face = crop.face(frame, area);
                                crops.add(
                                        new Picture(face, crop.size(), crop.size(), Duration.ZERO));
                            }
                        });
        var mouth = new NetworkMouth(Engine.WAV2LIP, painter, profile, false);
        var places = new ArrayList<List<Point>>();
        for (int i = 0; i < pictures; i++) {
            places.add(mouth.inside(profile.loop().frame(i)));
        }
        var batches = new ArrayList<Callable<List<Picture>>>();
        for (int i = 0; i + BATCH <= pictures; i += BATCH) {
            int from = i;
            int to = i + BATCH;
            batches.add(
                    () ->
                            painter.paint(
                                    crops.subList(from, to),
                                    places.subList(from, to),
                                    windows.subList(from, to)));
        }
        var painted = new ArrayList<Picture>();
        Step network;
        try (var painting = Executors.newFixedThreadPool(painter.atOnce())) {
            painting.invokeAll(batches.subList(0, painter.atOnce())); // warm
            network =
                    timed(
                            "network",
                            BATCH * batches.size(),
                            () -> {
                                for (var batch : painting.invokeAll(batches)) {
                                    painted.addAll(batch.resultNow());
                                }
                            });
        }
        var rest = RestMouth.of(frame, profile.points().getFirst());
        var finishing = new Finishing(profile, rest, mouth);
        var over =
                timed(
                        "laid over",
                        pictures,
                        () -> {
                            for (int i = 0; i < pictures; i++) {
                                var shot =
                                        new Shot(
                                                frame,
                                                profile.loop().frame(i),
                                                windows.get(i),
                                                studio.likeness.models.face.MouthShape.CLOSED,
                                                1,
                                                false);
                                finishing.finish(
                                        shot, Optional.of(painted.get(i % painted.size())));
                            }
                        });
        return List.of(cut, network, over);
    }

    private void listen(SpokenTrack track, List<float[]> windows) {
        var sound = sound(pictures);
        for (int at = 0; at < sound.samples().length; at += 1_600) {
            track.hear(
                    new AudioChunk(
                            sound.slice(at, at + 1_600),
                            Waveform.lengthOf(at, sound.sampleRateHz())),
                    List.of());
        }
        track.end();
        for (int i = 0; i < pictures; i++) {
            windows.add(track.window(i));
        }
    }

    private void encode(Picture frame) {
        var mark = mark();
        try (var writer = Mp4Writer.create(folder.resolve("encoded.mp4"), format())) {
            for (int i = 0; i < pictures; i++) {
                writer.write(mark.on(frame.at(FaceAnimator.FRAME.multipliedBy(i))));
            }
        }
    }

    private static SourceMark mark() {
        return SourceMark.generated("Generated", "Generated");
    }

    private static Mp4Writer.Format format() {
        return new Mp4Writer.Format(WIDTH, HEIGHT, 25, 48_000, Map.of());
    }

    /// A step of the work; it may be interrupted.
    private interface Work {
        void run() throws InterruptedException;
    }

    private static Step timed(String name, int pictures, Work work) throws InterruptedException {
        long processor = processorNanos();
        long wall = System.nanoTime();
        work.run();
        return new Step(
                name,
                (System.nanoTime() - wall) / 1e6 / pictures,
                (processorNanos() - processor) / 1e6 / pictures);
    }

    /// Of all threads of this process.
    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean bean
                ? bean.getProcessCpuTime()
                : 0;
    }

    /// Syllables: a buzz that comes and goes four times a second.
    private static Waveform sound(int pictures) {
        var samples = new float[pictures * 640];
        for (int i = 0; i < samples.length; i++) {
            double buzz = Math.sin(2 * Math.PI * 140 * i / 16_000) > 0.9 ? 0.8 : -0.1;
            samples[i] = (float) (buzz * Math.abs(Math.sin(2 * Math.PI * 2 * i / 16_000)));
        }
        return new Waveform(samples, 16_000);
    }

    private static FaceProfile face(Path folder) {
        var random = new Random(1);
        var base = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH * 3; x++) {
                base[y * WIDTH * 3 + x] =
                        (byte) (90 + 50 * Math.sin(x / 300.0) + random.nextInt(6));
            }
        }
        var boxes = new ArrayList<FaceBox>();
        var points = new ArrayList<List<Point>>();
        try (var clip = Mp4Writer.create(folder.resolve(FaceProfile.CLIP), format())) {
            for (int i = 0; i < CLIP; i++) {
                int shift = (int) Math.round(20 * Math.sin(i / 12.0));
                var bgr = new byte[base.length];
                System.arraycopy(base, 0, bgr, 60 + 3 * shift, base.length - 120);
                clip.write(new Picture(bgr, WIDTH, HEIGHT, FaceAnimator.FRAME.multipliedBy(i)));
                var box = new FaceBox(480 + shift, 140, 800 + shift, 540);
                boxes.add(box);
                points.add(points(box));
            }
        }
        return new FaceProfile(
                folder,
                WIDTH,
                HEIGHT,
                25,
                boxes,
                points,
                false,
                Collections.nCopies(CLIP, false),
                new FaceProfile.Loop(0, CLIP, true));
    }

    /// Jaw, nose and lips where a frontal face has them; eyes and brows in a row.
    private static List<Point> points(FaceBox box) {
        var all = new ArrayList<Point>();
        for (int i = 0; i < 68; i++) {
            double x = (i % 16) / 15.0;
            double y = 0.3;
            if (i <= 16) {
                double a = Math.PI * (1 - i / 16.0);
                x = 0.5 + 0.45 * Math.cos(a);
                y = 0.4 + 0.55 * Math.sin(a);
            } else if (i >= 27 && i <= 35) {
                x = i < 31 ? 0.5 : 0.4 + 0.05 * (i - 31);
                y = i < 31 ? 0.35 + 0.07 * (i - 27) : 0.6;
            } else if (i >= 48) {
                double a = Math.PI - 2 * Math.PI * (i - 48) / (i < 60 ? 12 : 8);
                x = 0.5 + 0.18 * Math.cos(a);
                y = 0.76 - (i < 60 ? 0.05 : 0.01) * Math.sin(a);
            }
            all.add(
                    new Point(
                            (float) (box.left() + x * box.width()),
                            (float) (box.top() + y * box.height())));
        }
        return all;
    }
}
