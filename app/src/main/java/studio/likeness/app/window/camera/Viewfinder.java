package studio.likeness.app.window.camera;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.Pulse;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Filming;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// A camera that is on or off, and the newest thing it saw. FX thread only, but for those who
/// watch.
public final class Viewfinder implements AutoCloseable {
    /// What the camera does.
    public enum State {
        OFF,
        OPENING,
        ON,
        /// [#problemProperty] says why; what was filmed is whole.
        LOST
    }

    /// Is told of everything that comes, by the threads of the devices.
    public record Watching(Consumer<Picture> pictures, Consumer<AudioChunk> sounds) {
        public static final Watching NOBODY = new Watching(_ -> {}, _ -> {});
    }

    private final Background background;
    private final Pulse pulse;
    private final Cameras cameras;
    private final Watching watching;
    private final AtomicReference<Optional<Picture>> newest =
            new AtomicReference<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private final ReadOnlyObjectWrapper<Optional<Picture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Filming> filming = Optional.empty();
    private Subscription frames = Subscription.EMPTY;

    /// Counts openings, so that a slow one is not taken for a later one.
    private int openings;

    public Viewfinder(Background background, Pulse pulse, Cameras cameras, Watching watching) {
        this.background = background;
        this.pulse = pulse;
        this.cameras = cameras;
        this.watching = watching;
    }

    /// Switches the camera on; another one that is on goes off.
    ///
    /// @param microphone its id, to film with sound
    public void open(String camera, Optional<String> microphone) {
        close();
        problem.set("");
        state.set(State.OPENING);
        int opening = openings;
        background.run(
                () -> cameras.open(camera, microphone, watcher(opening)),
                opened -> {
                    if (opening != openings) {
                        release(opened);
                        return;
                    }
                    filming = Optional.of(opened);
                    if (state.get() == State.OPENING) {
                        state.set(State.ON);
                        frames = pulse.everyFrame(this::show);
                    }
                },
                why -> {
                    if (opening == openings) {
                        fail(why);
                    }
                });
    }

    private Filming.Watcher watcher(int opening) {
        return new Filming.Watcher() {
            @Override
            public void saw(Picture seen) {
                newest.set(Optional.of(seen));
                watching.pictures().accept(seen);
            }

            @Override
            public void heard(AudioChunk sound) {
                watching.sounds().accept(sound);
            }

            @Override
            public void lost(StudioException why) {
                background.onScreen(
                        () -> {
                            if (opening == openings) {
                                fail(why.explanation());
                            }
                        });
            }
        };
    }

    private void show() {
        newest.getAndSet(Optional.empty()).ifPresent(now -> picture.set(Optional.of(now)));
    }

    private void fail(String why) {
        frames.unsubscribe();
        frames = Subscription.EMPTY;
        filming.ifPresent(this::release);
        filming = Optional.empty();
        problem.set(why);
        picture.set(Optional.empty());
        state.set(State.LOST);
    }

    /// Switches the camera off. A film that is being made is completed.
    @Override
    public void close() {
        openings++;
        frames.unsubscribe();
        frames = Subscription.EMPTY;
        filming.ifPresent(this::release);
        filming = Optional.empty();
        newest.set(Optional.empty());
        picture.set(Optional.empty());
        state.set(State.OFF);
    }

    /// Drivers take their time to let go, and the film is completed.
    private void release(Filming done) {
        background.release(done, problem::set);
    }

    /// What films, while the camera is on.
    public Optional<Filming> filming() {
        return filming;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The newest picture; empty while the camera is off.
    public ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
