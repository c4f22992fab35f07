package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.Cameras;
import studio.likeness.app.window.camera.Viewfinder;
import studio.likeness.app.window.face.FilmFolder.Film;
import studio.likeness.app.window.sound.Level;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.media.Filming;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// Filming a face, step by step. FX thread only.
final class CaptureModel implements AutoCloseable {
    enum Phase {
        OFF,
        OPENING,
        /// The camera is on; one can begin.
        READY,
        COUNTDOWN,
        FILMING,
        COMPLETING,
        /// A film is there, to be used or discarded.
        FILMED
    }

    /// What one does while filming.
    enum Step {
        /// Silent and still: the face at rest.
        STILL,
        /// Reading aloud.
        READING,
        /// Small movements of the head.
        MOVING
    }

    /// How long everything takes.
    record Pace(Duration countdown, Duration still, Duration reading, Duration moving) {
        static final Pace USUAL =
                new Pace(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(10));

        Duration of(Step step) {
            return switch (step) {
                case STILL -> still;
                case READING -> reading;
                case MOVING -> moving;
            };
        }
    }

    private final Ui ui;
    private final FaceWork work;
    private final Pace pace;
    private final LongSupplier clock;
    private final Viewfinder viewfinder;
    private final LiveChecks checks;
    private final Level level = new Level();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.OFF);
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.STILL);
    private final ReadOnlyIntegerWrapper secondsLeft = new ReadOnlyIntegerWrapper();
    private final ReadOnlyDoubleWrapper framesPerSecond = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Film>> film =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Subscription watching;
    private Optional<Persona> persona = Optional.empty();
    private Optional<Path> making = Optional.empty();
    private long until;
    private Subscription frames = Subscription.EMPTY;

    CaptureModel(Ui ui, FaceWork work, Cameras cameras) {
        this(ui, work, cameras, Pace.USUAL, System::nanoTime);
    }

    /// @param clock in nanoseconds
    CaptureModel(Ui ui, FaceWork work, Cameras cameras, Pace pace, LongSupplier clock) {
        this.ui = ui;
        this.work = work;
        this.pace = pace;
        this.clock = clock;
        checks = new LiveChecks(ui.background(), work::tools);
        viewfinder =
                new Viewfinder(
                        ui.background(),
                        ui.pulse(),
                        cameras,
                        new Viewfinder.Watching(this::saw, this::heard));
        watching = viewfinder.stateProperty().subscribe(this::follow);
    }

    private void saw(Picture picture) {
        checks.saw(picture);
    }

    private void heard(AudioChunk sound) {
        level.add(sound.sound().samples(), sound.sound().sampleRateHz());
    }

    /// Switches the settings' camera and microphone on.
    void open(Persona whose) {
        persona = Optional.of(whose);
        film.set(Optional.empty());
        problem.set("");
        phase.set(Phase.OPENING);
        var settings = ui.preferences().get();
        checks.begin();
        viewfinder.open(settings.camera(), Optional.of(settings.microphone()));
    }

    private void follow(Viewfinder.State now) {
        switch (now) {
            case ON -> {
                phase.set(Phase.READY);
                frames = ui.pulse().everyFrame(this::frame);
            }
            case LOST -> lost();
            case OFF, OPENING -> {
                // Only this model switches it.
            }
        }
    }

    /// The camera is gone. What was filmed until then is whole.
    private void lost() {
        letGo();
        problem.set(viewfinder.problemProperty().get());
        making.ifPresentOrElse(this::offer, () -> phase.set(Phase.OFF));
    }

    /// Counts down, and films.
    void begin() {
        if (phase.get() == Phase.READY) {
            problem.set("");
            enter(Phase.COUNTDOWN, pace.countdown());
        }
    }

    private void enter(Phase next, Duration length) {
        until = clock.getAsLong() + length.toNanos();
        phase.set(next);
        secondsLeft.set(left());
    }

    private int left() {
        return (int) Math.max(0, Math.ceilDiv(until - clock.getAsLong(), 1_000_000_000L));
    }

    private void frame() {
        framesPerSecond.set(viewfinder.filming().map(Filming::framesPerSecond).orElse(0.0));
        if (phase.get() != Phase.COUNTDOWN && phase.get() != Phase.FILMING) {
            return;
        }
        secondsLeft.set(left());
        if (clock.getAsLong() >= until) {
            if (phase.get() == Phase.COUNTDOWN) {
                film();
            } else {
                next();
            }
        }
    }

    private void film() {
        var filming = viewfinder.filming();
        var whose = persona;
        if (filming.isEmpty() || whose.isEmpty()) {
            return;
        }
        // The steps' time runs from here; opening the file takes no time that one would see.
        step.set(Step.STILL);
        enter(Phase.FILMING, pace.of(Step.STILL));
        ui.background()
                .run(
                        () -> {
                            var file = work.films(whose.get()).next(Instant.now());
                            filming.get().record(file);
                            return file;
                        },
                        file -> making = Optional.of(file),
                        why -> {
                            problem.set(why);
                            if (phase.get() == Phase.FILMING) {
                                phase.set(Phase.READY);
                            }
                        });
    }

    /// Goes on to the next step before its time, or completes the film.
    void next() {
        if (phase.get() != Phase.FILMING) {
            return;
        }
        int following = step.get().ordinal() + 1;
        if (following < Step.values().length) {
            step.set(Step.values()[following]);
            enter(Phase.FILMING, pace.of(step.get()));
        } else {
            complete();
        }
    }

    /// Ends the countdown, or the film where it is.
    void stop() {
        if (phase.get() == Phase.COUNTDOWN) {
            phase.set(Phase.READY);
        } else if (phase.get() == Phase.FILMING) {
            complete();
        }
    }

    private void complete() {
        var filming = viewfinder.filming();
        var file = making;
        if (filming.isEmpty() || file.isEmpty()) {
            phase.set(Phase.READY);
            return;
        }
        phase.set(Phase.COMPLETING);
        ui.background()
                .run(
                        () -> {
                            filming.get().stop();
                            return file.get();
                        },
                        this::completed,
                        why -> {
                            problem.set(why);
                            completed(file.get());
                        });
    }

    private void completed(Path file) {
        letGo();
        viewfinder.close();
        offer(file);
    }

    private void offer(Path file) {
        making = Optional.empty();
        phase.set(Phase.COMPLETING);
        var whose = persona.orElseThrow();
        ui.background()
                .run(
                        () -> work.films(whose).read(file),
                        found -> {
                            film.set(found);
                            phase.set(found.isPresent() ? Phase.FILMED : Phase.OFF);
                        },
                        why -> {
                            problem.set(why);
                            phase.set(Phase.OFF);
                        });
    }

    /// The film went somewhere else.
    void handed() {
        film.set(Optional.empty());
        phase.set(Phase.OFF);
    }

    private void letGo() {
        frames.unsubscribe();
        frames = Subscription.EMPTY;
        checks.close();
    }

    /// Switches the camera off. A film that is being made is completed, and waits.
    void off() {
        letGo();
        making = Optional.empty();
        viewfinder.close();
        if (phase.get() != Phase.FILMED) {
            phase.set(Phase.OFF);
        }
    }

    Viewfinder viewfinder() {
        return viewfinder;
    }

    LiveChecks checks() {
        return checks;
    }

    Level level() {
        return level;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// Of the countdown or of the step.
    ReadOnlyIntegerProperty secondsLeftProperty() {
        return secondsLeft.getReadOnlyProperty();
    }

    /// As the camera gives them.
    ReadOnlyDoubleProperty framesPerSecondProperty() {
        return framesPerSecond.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was filmed and waits.
    ReadOnlyObjectProperty<Optional<Film>> filmProperty() {
        return film.getReadOnlyProperty();
    }

    @Override
    public void close() {
        off();
        watching.unsubscribe();
    }
}
