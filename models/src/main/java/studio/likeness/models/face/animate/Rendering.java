package studio.likeness.models.face.animate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import studio.likeness.models.face.SourceMark;
import studio.likeness.models.face.animate.FaceAnimator.Talk;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.Picture;

/// Makes a film of a face that speaks a recording. Sound is read and mouths are made on one thread,
/// the film is encoded on another.
public final class Rendering {
    /// What films carry, and what AAC is written at.
    private static final int SAMPLE_RATE_HZ = 48_000;

    /// Pictures between making and encoding: a quarter of a second.
    private static final int AHEAD = 6;

    /// How much sound is heard before pictures are asked for, so that batches are full: more than
    /// two of the largest.
    private static final Duration SOUND_AHEAD = Duration.ofMillis(1_800);

    private final FaceAnimator animator;
    private final SourceMark mark;
    private final Map<String, String> metadata;

    /// @param length of sound and picture
    public record Film(Path file, int pictures, Duration length) {}

    /// @param mark drawn into every picture
    /// @param metadata of the file; must say that it was generated
    public Rendering(FaceAnimator animator, SourceMark mark, Map<String, String> metadata) {
        this.animator = animator;
        this.mark = mark;
        this.metadata = Map.copyOf(metadata);
    }

    /// Writes an MP4, whole or not at all.
    ///
    /// @param sound any file with sound
    /// @throws java.util.concurrent.CancellationException when it was cancelled; nothing is left
    public Film render(Path sound, Path film, Progress progress) throws InterruptedException {
        var info = MediaReader.probe(sound);
        if (info.sampleRateHz() == 0) {
            throw new StudioException("models.media.noSound", sound.getFileName());
        }
        try {
            var folder = film.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var unfinished = Files.createTempFile(folder, "." + film.getFileName(), ".part");
            try {
                long total = Math.ceilDiv(info.length().toNanos(), FaceAnimator.FRAME.toNanos());
                int pictures = write(sound, unfinished, total, progress);
                AtomicFile.move(unfinished, film);
                return new Film(film, pictures, FaceAnimator.FRAME.multipliedBy(pictures));
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.face.animate.cannotWrite", film.getFileName());
        }
    }

    private int write(Path sound, Path film, long total, Progress progress)
            throws InterruptedException {
        var format =
                new Mp4Writer.Format(
                        animator.width() & ~1,
                        animator.height() & ~1,
                        SpokenTrack.FRAMES_PER_SECOND,
                        SAMPLE_RATE_HZ,
                        metadata);
        BlockingQueue<Optional<Picture>> made = new ArrayBlockingQueue<>(AHEAD);
        var encoding = new Encoding(total, progress);
        try (var writer = Mp4Writer.create(film, format);
                var reader = MediaReader.open(sound, SAMPLE_RATE_HZ);
                var talk = animator.begin(Duration.ZERO);
                var stages = new Stages("rendering")) {
            stages.start(() -> speak(reader, writer, talk, made));
            stages.start(() -> encoding.run(made, writer));
            stages.join();
        }
        return encoding.written;
    }

    private static void speak(
            MediaReader reader, Mp4Writer writer, Talk talk, BlockingQueue<Optional<Picture>> made)
            throws InterruptedException {
        var given = Duration.ZERO;
        for (var chunk = reader.nextSound(); chunk.isPresent(); chunk = reader.nextSound()) {
            writer.write(chunk.get());
            talk.hear(chunk.get(), List.of());
            while (chunk.get().end().minus(given).compareTo(SOUND_AHEAD) > 0) {
                var picture = talk.next();
                if (picture.isEmpty()) {
                    break;
                }
                made.put(picture);
                given = given.plus(FaceAnimator.FRAME);
            }
        }
        talk.end();
        for (var picture = talk.next(); picture.isPresent(); picture = talk.next()) {
            made.put(picture);
        }
        made.put(Optional.empty());
    }

    /// The last stage: marks pictures and writes them.
    private final class Encoding {
        private final long total;
        private final Progress progress;
        private int written;

        Encoding(long total, Progress progress) {
            this.total = total;
            this.progress = progress;
        }

        void run(BlockingQueue<Optional<Picture>> made, Mp4Writer writer)
                throws InterruptedException {
            progress.at(0, total, "models.face.animate.rendering");
            for (var next = made.take(); next.isPresent(); next = made.take()) {
                writer.write(mark.on(even(next.get())));
                written++;
                progress.at(Math.min(written, total), total, "models.face.animate.rendering");
            }
        }
    }

    /// Without an odd last row or column, which H.264 has no room for.
    private static Picture even(Picture picture) {
        int width = picture.width() & ~1;
        int height = picture.height() & ~1;
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        var bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.bgr(), y * picture.width() * 3, bgr, y * width * 3, width * 3);
        }
        return new Picture(bgr, width, height, picture.pts());
    }
}
