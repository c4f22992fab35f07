package studio.likeness.app.window.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.Ears;
import studio.likeness.app.window.sound.Level;
import studio.likeness.app.window.sound.Pen;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.preparation.ReferenceCheck;

/// A few seconds of a voice, recorded or chosen, looked at and written down. FX thread only.
final class ReferenceModel implements AutoCloseable {
    enum Phase {
        /// The microphone is off.
        CLOSED,
        LISTENING,
        RECORDING,
        WRITING
    }

    private final Ui ui;
    private final Sounds sounds;
    private final VoiceWork work;
    private final ShelfModel shelf;
    private final Level level = new Level();
    private final WaveformModel waveform;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.CLOSED);
    private final ReadOnlyObjectWrapper<Optional<ReferenceCheck>> check =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper hearing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final StringProperty text = new SimpleStringProperty("");
    private Optional<Waveform> sound = Optional.empty();
    private Optional<Path> recorded = Optional.empty();
    private @Nullable Ears ears;
    private @Nullable Pen pen;
    private Path writing = Path.of("");
    private Subscription frames = Subscription.EMPTY;

    /// Counts recordings, so that slow recognition of one is not taken for a later one's.
    private int number;

    ReferenceModel(Ui ui, Sounds sounds, VoiceWork work, ShelfModel shelf) {
        this.shelf = shelf;
        this.ui = ui;
        this.sounds = sounds;
        this.work = work;
        waveform = new WaveformModel(new Player(sounds::speaker));
    }

    /// Opens the microphone.
    void listen() {
        close();
        problem.set("");
        level.reset();
        ears = new Ears(sounds::microphone, level);
        phase.set(Phase.LISTENING);
        frames = ui.pulse().everyFrame(this::tick);
    }

    void toggle() {
        switch (phase.get()) {
            case LISTENING -> record();
            case RECORDING -> stop();
            case CLOSED -> listen();
            case WRITING -> {
                // Soon it is on the disk.
            }
        }
    }

    private void record() {
        var open = ears;
        var of = shelf.persona();
        if (open == null || open.sampleRateHz() == 0 || of.isEmpty()) {
            return;
        }
        waveform.pause();
        level.forgetClipping();
        clear();
        var folder = work.folder(of.get());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            problem.set(
                    new StudioException(e, "corpus.store.cannotMakePart", folder).explanation());
            return;
        }
        writing = folder.resolve("reference-" + Instant.now().toEpochMilli() + ".wav");
        var started = new Pen(sounds, writing);
        pen = started;
        waveform.show(Track.growing(open.sampleRateHz()), false);
        open.record(started);
        phase.set(Phase.RECORDING);
    }

    private void stop() {
        var finished = pen;
        if (finished == null) {
            return;
        }
        if (ears != null) {
            ears.stop();
        }
        finished.end();
        // A window that closes meanwhile waits for the last of it; what fails is told below.
        ui.background().release(finished::finish, _ -> {});
        pen = null;
        phase.set(Phase.WRITING);
        var written = writing;
        ui.background()
                .run(
                        () -> {
                            finished.finish();
                            return written;
                        },
                        done -> {
                            if (phase.get() == Phase.WRITING) {
                                phase.set(Phase.LISTENING);
                            }
                            take(done);
                            recorded = Optional.of(done);
                        },
                        why -> {
                            problem.set(why);
                            phase.set(Phase.LISTENING);
                        });
    }

    private void tick() {
        var open = ears;
        if (open == null) {
            return;
        }
        open.problem().ifPresent(why -> problem.set(why.explanation()));
        open.fresh().forEach(chunk -> waveform.extend(chunk.sound().samples()));
    }

    /// What was seen of a file.
    private record Seen(Waveform sound, ReferenceCheck check) {}

    /// Looks at a recording, and listens to what it says.
    void take(Path recording) {
        clear();
        problem.set("");
        int mine = number;
        ui.background()
                .run(
                        () -> {
                            var read = sounds.read(recording);
                            return new Seen(read, ReferenceCheck.of(read));
                        },
                        seen -> {
                            if (mine == number) {
                                sound = Optional.of(seen.sound());
                                check.set(Optional.of(seen.check()));
                                waveform.show(Track.of(seen.sound()), true);
                                hear(recording, mine);
                            }
                        },
                        problem::set);
    }

    private void hear(Path recording, int mine) {
        if (!shelf.meansProperty().get().hears()) {
            return;
        }
        hearing.set(true);
        ui.background()
                .run(
                        () -> work.hear(recording, Progress.none()),
                        said -> {
                            if (mine == number) {
                                hearing.set(false);
                                if (text.get().isBlank()) {
                                    text.set(said.strip());
                                }
                            }
                        },
                        why -> {
                            if (mine == number) {
                                hearing.set(false);
                                problem.set(why);
                            }
                        });
    }

    /// Looks again, at what the trim leaves.
    void recheck() {
        if (sound.isEmpty()) {
            return;
        }
        var cut = waveform.trimmed();
        ui.background()
                .run(
                        () -> ReferenceCheck.of(cut),
                        again -> check.set(Optional.of(again)),
                        problem::set);
    }

    /// The recording as the trim leaves it.
    Optional<Cut> cut() {
        return sound.map(_ -> new Cut(waveform.trimmed()));
    }

    /// What a voice is made of.
    record Cut(Waveform sound) {
        double seconds() {
            return sound.length().toMillis() / 1e3;
        }

        /// Into a new file.
        Path write(Sounds sounds, Path folder) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new StudioException(e, "corpus.store.cannotMakePart", folder);
            }
            var file = folder.resolve("cut-" + Instant.now().toEpochMilli() + ".wav");
            sounds.write(file, sound);
            return file;
        }
    }

    /// A voice was made of it: the voice has its own copy, and what was recorded for it goes.
    void used() {
        close();
        recorded.ifPresent(
                file ->
                        ui.background()
                                .run(() -> Files.deleteIfExists(file), _ -> {}, problem::set));
        clear();
    }

    void clear() {
        recorded = Optional.empty();
        number++;
        sound = Optional.empty();
        check.set(Optional.empty());
        text.set("");
        hearing.set(false);
        waveform.clear();
    }

    /// Lets the microphone go. What was recorded stays on disk.
    @Override
    public void close() {
        if (phase.get() == Phase.RECORDING) {
            stop();
        }
        frames.unsubscribe();
        frames = Subscription.EMPTY;
        if (ears != null) {
            ears.close();
            ears = null;
        }
        waveform.pause();
        phase.set(Phase.CLOSED);
    }

    Level level() {
        return level;
    }

    WaveformModel waveform() {
        return waveform;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// What the recording is worth; empty without one.
    ReadOnlyObjectProperty<Optional<ReferenceCheck>> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// While it is listened to.
    ReadOnlyBooleanProperty hearingProperty() {
        return hearing.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What is said in it, proofread by the user.
    StringProperty textProperty() {
        return text;
    }
}
