package studio.likeness.app.window.face;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.likeness.app.window.Background;
import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.face.profile.FaceWatch;
import studio.likeness.models.face.profile.FrameCheck;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

/// Looks at what the camera sees, as often as it can: always at the newest picture, never holding
/// the camera up. FX thread only, but for [#saw].
final class LiveChecks implements AutoCloseable {
    private final Background background;
    private final Supplier<FaceTools> tools;
    private final ReadOnlyObjectWrapper<Optional<FrameCheck>> check =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Looking> looking = Optional.empty();

    /// @param tools opens what finds faces; called off the FX thread
    LiveChecks(Background background, Supplier<FaceTools> tools) {
        this.background = background;
        this.tools = tools;
    }

    void begin() {
        close();
        problem.set("");
        looking = Optional.of(new Looking());
    }

    /// Any thread.
    void saw(Picture picture) {
        var now = looking;
        now.ifPresent(l -> l.newest.set(Optional.of(picture)));
        now.ifPresent(Looking::wake);
    }

    /// One thread from [#begin] to [#close].
    private final class Looking implements Runnable {
        private final AtomicReference<Optional<Picture>> newest =
                new AtomicReference<>(Optional.empty());
        private boolean closed;

        Looking() {
            Thread.ofPlatform().daemon().name("face-checks").start(this);
        }

        synchronized void wake() {
            notifyAll();
        }

        /// Asks the thread to end. It is not interrupted: while it loads a native library, that
        /// would leave the library unusable for good.
        synchronized void end() {
            closed = true;
            notifyAll();
        }

        /// Empty once it is to end.
        private synchronized Optional<Picture> take() throws InterruptedException {
            while (!closed) {
                var picture = newest.getAndSet(Optional.empty());
                if (picture.isPresent()) {
                    return picture;
                }
                wait();
            }
            return Optional.empty();
        }

        @Override
        public void run() {
            try (var opened = tools.get()) {
                var watch = new FaceWatch(opened);
                for (var next = take(); next.isPresent(); next = take()) {
                    var seen = watch.look(next.get());
                    background.onScreen(() -> show(seen));
                }
            } catch (InterruptedException _) {
                // Nobody does; the thread ends here.
            } catch (StudioException e) {
                background.onScreen(() -> problem.set(e.explanation()));
            }
        }

        private void show(FrameCheck seen) {
            if (looking.equals(Optional.of(this))) {
                check.set(Optional.of(seen));
            }
        }
    }

    @Override
    public void close() {
        looking.ifPresent(Looking::end);
        looking = Optional.empty();
        check.set(Optional.empty());
    }

    /// What the newest picture that was looked at shows; empty before the first.
    ReadOnlyObjectProperty<Optional<FrameCheck>> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// Why nothing is looked at; empty when all is well.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
