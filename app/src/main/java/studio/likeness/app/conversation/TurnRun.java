package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import studio.likeness.app.conversation.Trace.Step;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Media;
import studio.likeness.models.face.animate.FaceAnimator;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;

/// One turn on its way: brain ⇒ clauses ⇒ voice ⇒ sound ⇒ face ⇒ frames ⇒ stage, each a thread,
/// bounded lanes between. [#run] ends when all was heard and seen; interrupting it is barge-in.
final class TurnRun {
    /// Everything decoded is brought to this rate.
    static final int SAMPLE_RATE_HZ = 48_000;

    // The writer may run four clauses ahead of the voice.
    private static final int CLAUSES_AHEAD = 4;
    // Chunks are 20 to 100 ms, 50 of a cloned voice: five seconds of sound, so that a voice that is
    // hardly faster than it is heard has begun the next clause long before this one ends.
    private static final int SOUND_AHEAD = 100;
    // Half a second of pictures.
    private static final int FRAMES_AHEAD = 12;

    /// A voice that begins so soon is at least twice as fast as it is heard.
    private static final Duration QUICK = Duration.ofMillis(600);

    private static final Duration MOST = Duration.ofMillis(400);

    /// A chunk on its way to the speaker, and the clause that begins with it.
    private record Sound(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes, String clause) {}

    private final Corpus corpus;
    private final Voice voice;
    private final Face face;
    private final Stage stage;
    private final Consumer<TurnEvent> events;
    /// From the start of the talk to the start of this turn, so that breathing goes on where it
    /// was.
    private final Duration since;

    private final long began = System.nanoTime();
    private final Trace trace = new Trace();
    private final Lane<String> clauses = new Lane<>(CLAUSES_AHEAD);
    private final Lane<Sound> sounds = new Lane<>(SOUND_AHEAD);
    private final Lane<Sound> lips = new Lane<>(SOUND_AHEAD);
    private final Lane<Picture> frames = new Lane<>(FRAMES_AHEAD);
    private final CompletableFuture<Reply> decided = new CompletableFuture<>();
    /// What a brain has written; of a reply that is interrupted, this is what there is.
    private final StringBuilder written = new StringBuilder();

    private volatile Duration spoken = Duration.ZERO;

    TurnRun(
            Corpus corpus,
            Voice voice,
            Face face,
            Stage stage,
            Duration since,
            Consumer<TurnEvent> events) {
        this.corpus = corpus;
        this.voice = voice;
        this.face = face;
        this.stage = stage;
        this.since = since;
        this.events = events;
    }

    Trace trace() {
        return trace;
    }

    Duration spoken() {
        return spoken;
    }

    /// What was decided so far; empty when the turn ended before that.
    Optional<Reply> reply() {
        return decided.isDone() && !decided.isCompletedExceptionally()
                ? Optional.of(withWritten(decided.join()))
                : Optional.empty();
    }

    private Reply withWritten(Reply reply) {
        synchronized (written) {
            return reply.source() == Source.GENERATED ? reply.withText(written.toString()) : reply;
        }
    }

    /// How it is spoken: `recording`, or the voice's name.
    String spokenBy() {
        return reply().filter(reply -> reply.source() == Source.RECORDED)
                .map(_ -> "recording")
                .orElseGet(voice::name);
    }

    void run(Question question, Brain brain) throws InterruptedException {
        trace.mark(Step.HEARD);
        face.notice().ifPresent(what -> events.accept(new TurnEvent.Noted(what)));
        try (var stages = new Stages("turn")) {
            stages.start(() -> think(question, brain));
            stages.start(this::speak);
            stages.startPunctual(this::play);
            stages.start(this::animate);
            stages.start(this::show);
            stages.join();
        } catch (InterruptedException | RuntimeException e) {
            stage.cut();
            throw e;
        }
        trace.mark(Step.TOTAL);
    }

    private void think(Question question, Brain brain) throws InterruptedException {
        var cutter = new Clauses();
        brain.answer(
                question,
                reply -> {
                    trace.mark(Step.MEMORY);
                    stage.begin(reply);
                    decided.complete(reply);
                    events.accept(new TurnEvent.Decided(reply));
                    if (reply.source() == Source.RECORDED) {
                        trace.mark(Step.FIRST_TEXT);
                        trace.mark(Step.FIRST_CLAUSE);
                    }
                },
                piece -> {
                    trace.mark(Step.FIRST_TEXT);
                    wrote(piece);
                    events.accept(new TurnEvent.Wrote(piece));
                    put(cutter.add(piece));
                });
        put(cutter.end());
        clauses.end();
    }

    private void wrote(String piece) {
        synchronized (written) {
            written.append(piece);
        }
    }

    private void put(List<String> complete) throws InterruptedException {
        for (var clause : Clauses.spokenTogether(complete)) {
            trace.mark(Step.FIRST_CLAUSE);
            clauses.put(clause);
        }
    }

    private Reply decision() throws InterruptedException {
        try {
            return decided.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Media> recording() throws InterruptedException {
        var reply = decision();
        return reply.source() == Source.RECORDED
                ? reply.answer().orElseThrow().recording()
                : Optional.empty();
    }

    private void speak() throws InterruptedException {
        var recording = recording();
        if (recording.isPresent()) {
            playBack(recording.get(), decision().text());
        } else {
            synthesise(decision().language());
        }
        sounds.end();
        lips.end();
    }

    private void synthesise(String language) throws InterruptedException {
        var at = Duration.ZERO;
        for (var clause = clauses.take(); clause.isPresent(); clause = clauses.take()) {
            var caption = Captions.from(at, clause.get());
            at =
                    voice.speak(
                            clause.get(),
                            language,
                            at,
                            chunk -> emit(chunk.audio(), chunk.phonemes(), caption));
        }
    }

    private void playBack(Media recording, String text) throws InterruptedException {
        var captions = Captions.over(recording.length(), text);
        try (var reader = open(recording)) {
            if (reader.info().kind() == MediaInfo.Kind.VIDEO) {
                playFilm(reader, captions);
            } else {
                for (var sound = reader.nextSound();
                        sound.isPresent();
                        sound = reader.nextSound()) {
                    emit(sound.get(), List.of(), captions);
                }
            }
        }
    }

    /// Sound leads; the frames that belong to it follow at once, so that neither lane starves the
    /// other.
    private void playFilm(MediaReader reader, Captions captions) throws InterruptedException {
        var step = Duration.ofMillis(100);
        var frame = reader.nextPicture();
        var heard = Duration.ZERO;
        while (true) {
            var sound = reader.nextSound();
            if (sound.isEmpty() && frame.isEmpty()) {
                break;
            }
            var chunk = sound.orElse(new AudioChunk(Waveform.silence(step, SAMPLE_RATE_HZ), heard));
            heard = chunk.end();
            emit(chunk, List.of(), captions);
            while (frame.isPresent() && frame.get().pts().compareTo(heard) <= 0) {
                frames.put(face.fit(frame.get()));
                frame = reader.nextPicture();
            }
        }
    }

    private MediaReader open(Media recording) {
        try {
            return MediaReader.open(corpus.file(recording), SAMPLE_RATE_HZ);
        } catch (StudioException e) {
            throw new StudioException(e, "app.conversation.unreadable");
        }
    }

    private void emit(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes, Captions captions)
            throws InterruptedException {
        trace.mark(Step.FIRST_AUDIO);
        var sound = new Sound(chunk, phonemes, captions.before(chunk.end()));
        lips.put(sound);
        sounds.put(sound);
    }

    private void play() throws InterruptedException {
        boolean begun = false;
        for (var next = sounds.take(); next.isPresent(); next = sounds.take()) {
            var sound = next.get();
            if (!begun) {
                stage.hold(reserve());
                begun = true;
            }
            if (!sound.clause().isEmpty()) {
                events.accept(new TurnEvent.Said(sound.clause()));
            }
            stage.play(sound.chunk());
            spoken = sound.chunk().end();
            events.accept(new TurnEvent.Level(rms(sound.chunk().sound())));
        }
        stage.end();
        events.accept(new TurnEvent.Level(0));
    }

    /// What is kept in hand before anything sounds. A voice that takes its time to begin is hardly
    /// faster than it is heard, and its next block would come too late now and then.
    private Duration reserve() {
        var began = trace.at(Step.FIRST_CLAUSE).orElse(Duration.ZERO);
        var took = trace.at(Step.FIRST_AUDIO).orElse(began).minus(began);
        var over = took.minus(QUICK);
        return over.isNegative() ? Duration.ZERO : over.compareTo(MOST) < 0 ? over : MOST;
    }

    private static double rms(Waveform sound) {
        double sum = 0;
        for (float sample : sound.samples()) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, sound.samples().length));
    }

    private void animate() throws InterruptedException {
        boolean filmed = recording().filter(media -> media.kind().equals("video")).isPresent();
        Optional<FaceAnimator.Talk> begun = Optional.empty();
        try {
            for (var next = lips.take(); next.isPresent(); next = lips.take()) {
                if (filmed) {
                    continue;
                }
                if (begun.isEmpty()) {
                    // Not earlier: until now the face was seen thinking.
                    begun = Optional.of(face.begin(now()));
                }
                var talk = begun.get();
                talk.hear(next.get().chunk(), next.get().phonemes());
                draw(talk);
            }
            if (begun.isPresent()) {
                begun.get().end();
                draw(begun.get());
                trace.held(begun.get().held());
            }
        } finally {
            begun.ifPresent(FaceAnimator.Talk::close);
        }
        frames.end();
    }

    private Duration now() {
        return since.plusNanos(System.nanoTime() - began);
    }

    private void draw(FaceAnimator.Talk talk) throws InterruptedException {
        for (var next = talk.next(); next.isPresent(); next = talk.next()) {
            frames.put(face.fit(next.get()));
        }
    }

    private void show() throws InterruptedException {
        for (var frame = frames.take(); frame.isPresent(); frame = frames.take()) {
            trace.mark(Step.FIRST_FRAME);
            stage.show(frame.get());
        }
    }
}
