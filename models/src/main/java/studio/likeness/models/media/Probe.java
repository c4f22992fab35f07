package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import studio.likeness.models.job.StudioException;

/// Looks at a file before anything reads it: refuses what is no media, damaged, cut short or
/// absurd, and decodes a first frame of each stream, because headers lie.
final class Probe {
    static final long MOST_PIXELS = 64L << 20;
    private static final Duration LONGEST = Duration.ofHours(24);

    /// The letters, read as a little-endian number.
    private static final int RIFF = 0x46464952;

    private final Path file;

    private Probe(Path file) {
        this.file = file;
    }

    static MediaInfo of(Path file) {
        var probe = new Probe(file);
        probe.refuseWhatIsNoFile();
        try (var container = Container.open(file)) {
            return probe.look(container);
        } catch (FfmpegException e) {
            throw PictureFile.claimedPixels(file) > MOST_PIXELS
                    ? probe.refusal("tooLarge", MOST_PIXELS >> 20)
                    : new StudioException(e, "models.media.unreadable", name(file));
        }
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }

    private StudioException refusal(String key, Object... rest) {
        var args = new Object[rest.length + 1];
        args[0] = name(file);
        System.arraycopy(rest, 0, args, 1, rest.length);
        return new StudioException("models.media." + key, args);
    }

    private void refuseWhatIsNoFile() {
        // Also keeps pipes and devices away, which would be waited for.
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw refusal("missing");
        }
        try {
            if (Files.size(file) == 0) {
                throw refusal("empty");
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.media.missing", name(file));
        }
    }

    private MediaInfo look(Container container) throws FfmpegException {
        var tags = container.tags();
        if (tags.getOrDefault("major_brand", "").matches("hei[cx]|mif1|msf1")) {
            throw refusal("heic");
        }
        if (container.sound().isEmpty() && container.picture().isEmpty()) {
            if (container.claimsMedia()) {
                throw FfmpegException.because("streams without channels or pixels");
            }
            throw refusal("noStreams");
        }
        container.picture().ifPresent(this::refuseHugePictures);
        boolean still = isStill(container);
        var length = still ? Duration.ZERO : length(container);
        var sound = firstFrame(container.sound());
        var picture = firstFrame(container.picture());
        if (sound.isEmpty() && picture.isEmpty()) {
            throw FfmpegException.because("nothing in it decodes");
        }
        return describe(container, still, length, sound, picture);
    }

    private MediaInfo describe(
            Container container,
            boolean still,
            Duration length,
            Optional<FirstFrame> sound,
            Optional<FirstFrame> picture) {
        var kind =
                picture.isEmpty()
                        ? MediaInfo.Kind.SOUND
                        : still ? MediaInfo.Kind.PICTURE : MediaInfo.Kind.VIDEO;
        var orientation = picture.map(FirstFrame::orientation).orElse(Orientation.UPRIGHT);
        int width = picture.map(FirstFrame::width).orElse(0);
        int height = picture.map(FirstFrame::height).orElse(0);
        var label = AiLabel.in(container.tags());
        return new MediaInfo(
                kind,
                formatName(container),
                length,
                orientation.swapsSides() ? height : width,
                orientation.swapsSides() ? width : height,
                kind == MediaInfo.Kind.VIDEO ? picture.orElseThrow().framesPerSecond() : 0,
                sound.map(FirstFrame::sampleRateHz).orElse(0),
                sound.map(FirstFrame::channels).orElse(0),
                orientation.degrees(),
                label.isEmpty() ? picture.map(f -> AiLabel.in(f.tags())).orElse("") : label);
    }

    private void refuseHugePictures(AVStream stream) {
        long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
        if (pixels > MOST_PIXELS) {
            throw refusal("tooLarge", MOST_PIXELS >> 20);
        }
    }

    private static boolean isStill(Container container) {
        return container.format().endsWith("_pipe")
                || container.format().equals("gif")
                || container.tags().getOrDefault("major_brand", "").equals("avif");
    }

    private static String formatName(Container container) {
        var name = container.format();
        if (name.startsWith("mov,")) {
            return container.tags().getOrDefault("major_brand", "").strip().equals("qt")
                    ? "mov"
                    : "mp4";
        }
        return name.replace("_pipe", "").replaceAll(",.*", "");
    }

    /// What the header says, when the file really reaches as far; else what its packets say.
    private Duration length(Container container) throws FfmpegException {
        var declared = container.declaredLength();
        declared.ifPresent(this::refuseTooLong);
        boolean whole = declared.isPresent() && reachesTheEnd(container, almost(declared.get()));
        // Seeking did not get there, or there is no header to believe: every packet is counted.
        var present = whole ? declared.get() : countedLength();
        refuseTooLong(present);
        var byRiff = Duration.ofMillis(Math.round(present.toMillis() / shareOfRiff()));
        var claimed = declared.filter(d -> d.compareTo(byRiff) > 0).orElse(byRiff);
        if (present.compareTo(almost(claimed)) < 0) {
            throw refusal("truncated", seconds(present), seconds(claimed));
        }
        return declared.orElse(present);
    }

    /// FFmpeg takes what there is of a WAV or AVI for all of it; its first bytes know better.
    ///
    /// @return how much of the file is there, at most 1
    private double shareOfRiff() {
        // Not Files.newInputStream, which an interrupt of the reading thread would close.
        try (var in = new FileInputStream(file.toFile())) {
            var start = ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
            boolean riff = start.limit() == 8 && start.getInt(0) == RIFF;
            long claimed = riff ? Integer.toUnsignedLong(start.getInt(4)) : 0;
            // Who writes into a pipe does not know the size and claims some 2 or 4 GB.
            return riff && claimed < 0x7fff_0000L
                    ? Math.min(1, (double) Files.size(file) / (claimed + 8))
                    : 1;
        } catch (IOException e) {
            throw new StudioException(e, "models.media.missing", name(file));
        }
    }

    private void refuseTooLong(Duration length) {
        if (length.compareTo(LONGEST) > 0) {
            throw refusal("tooLong", LONGEST.toHours());
        }
    }

    /// Headers round, and streams of one file differ by some frames.
    private static Duration almost(Duration declared) {
        return declared.minus(declared.dividedBy(100)).minus(Duration.ofMillis(500));
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.1f", length.toMillis() / 1e3);
    }

    private static boolean reachesTheEnd(Container container, Duration enough)
            throws FfmpegException {
        return container.seek(enough.isNegative() ? Duration.ZERO : enough)
                && container.end().compareTo(enough) >= 0;
    }

    private Duration countedLength() throws FfmpegException {
        try (var container = Container.open(file)) {
            return container.end();
        }
    }

    /// What only decoding tells.
    private record FirstFrame(
            int width,
            int height,
            double framesPerSecond,
            int sampleRateHz,
            int channels,
            Orientation orientation,
            Map<String, String> tags) {}

    /// @return empty when the stream is absent or nothing in it decodes
    private Optional<FirstFrame> firstFrame(Optional<AVStream> stream) throws FfmpegException {
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        var container = Container.open(file);
        var same = container.context().streams(stream.get().index());
        try (var frames = new FrameSource(container, same)) {
            return frames.next().map(frame -> measured(container, same, frame));
        }
    }

    private FirstFrame measured(Container container, AVStream stream, AVFrame frame) {
        if (frame.width() == 0) {
            return new FirstFrame(
                    0,
                    0,
                    0,
                    frame.sample_rate(),
                    frame.ch_layout().nb_channels(),
                    Orientation.UPRIGHT,
                    Map.of());
        }
        var byFrame = Orientation.of(frame);
        return new FirstFrame(
                squareWidth(
                        frame, av_guess_sample_aspect_ratio(container.context(), stream, frame)),
                frame.height(),
                av_q2d(av_guess_frame_rate(container.context(), stream, frame)),
                0,
                0,
                byFrame.equals(Orientation.UPRIGHT) ? Orientation.of(stream.codecpar()) : byFrame,
                Ffmpeg.entries(frame.metadata()));
    }

    /// Some cameras store pixels that are not square.
    private int squareWidth(AVFrame frame, AVRational aspect) {
        double ratio = aspect.num() > 0 && aspect.den() > 0 ? av_q2d(aspect) : 1;
        long width = Math.round(frame.width() * ratio);
        if (width < 1 || width * frame.height() > MOST_PIXELS) {
            throw refusal("tooLarge", MOST_PIXELS >> 20);
        }
        return (int) width;
    }
}
