package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.SourceMark;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// Turns one after another in an MP4, as fast as they can be made. Every frame carries the mark of
/// its source, and the file's tags say what it is.
final class FileStage implements Stage {
    /// Between two turns.
    private static final Duration PAUSE = Duration.ofMillis(600);

    private static final int FRAMES_PER_SECOND = 25;

    private final Mp4Writer writer;
    private final Locale locale;
    private Optional<SourceMark> mark = Optional.empty();
    private Duration begins = Duration.ZERO;
    private Duration ends = Duration.ZERO;
    private boolean first = true;

    private FileStage(Mp4Writer writer, Locale locale) {
        this.writer = writer;
        this.locale = locale;
    }

    static FileStage create(Path file, Face face, Persona persona, Locale locale) {
        return new FileStage(Mp4Writer.create(file, format(face, persona, locale)), locale);
    }

    /// What both kinds of recordings of a talk are written as.
    static Mp4Writer.Format format(Face face, Persona persona, Locale locale) {
        return new Mp4Writer.Format(
                face.width(),
                face.height(),
                FRAMES_PER_SECOND,
                TurnRun.SAMPLE_RATE_HZ,
                Map.of(
                        "title",
                        Words.say(locale, "app.conversation.file.title", persona.name()),
                        "comment",
                        Words.say(locale, "app.conversation.file.comment", persona.name())));
    }

    static SourceMark markOf(Reply reply, Locale locale) {
        var label = SourceLabel.of(reply, locale);
        return label.recorded()
                ? SourceMark.recorded(label.text(), label.ascii())
                : SourceMark.generated(label.text(), label.ascii());
    }

    @Override
    public synchronized void begin(Reply reply) {
        begins = first ? Duration.ZERO : ends.plus(PAUSE);
        ends = begins;
        first = false;
        mark = Optional.of(markOf(reply, locale));
    }

    @Override
    public void play(AudioChunk chunk) {
        var at = begins().plus(chunk.pts());
        writer.write(new AudioChunk(chunk.sound(), at));
        reached(at.plus(chunk.sound().length()));
    }

    @Override
    public void show(Picture frame) {
        var marked = mark().map(label -> label.on(frame)).orElse(frame);
        writer.write(marked.at(begins().plus(frame.pts())));
    }

    private synchronized Duration begins() {
        return begins;
    }

    private synchronized Optional<SourceMark> mark() {
        return mark;
    }

    private synchronized void reached(Duration end) {
        ends = end;
    }

    @Override
    public void end() {}

    @Override
    public void cut() {}

    @Override
    public void close() {
        writer.close();
    }
}
