package studio.likeness.app.window.sound;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Waveform;

/// What a waveform shows and plays. Positions are samples. Belongs to the FX thread.
public final class WaveformModel {
    /// Closer than this there is nothing more to see.
    private static final int CLOSEST = 64;

    private final Player player;
    private final ReadOnlyObjectWrapper<Track> track =
            new ReadOnlyObjectWrapper<>(Track.growing(48_000));
    private final ReadOnlyIntegerWrapper length = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Span> view = new ReadOnlyObjectWrapper<>(Span.NONE);
    private final ReadOnlyObjectWrapper<Span> selection = new ReadOnlyObjectWrapper<>(Span.NONE);
    private final ReadOnlyObjectWrapper<Span> trim = new ReadOnlyObjectWrapper<>(Span.NONE);
    private final ReadOnlyIntegerWrapper playhead = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper looping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper trimmable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<StudioException>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    public WaveformModel(Player player) {
        this.player = player;
    }

    /// Shows a sound from its start, all of it.
    ///
    /// @param mayTrim whether [ and ] cut its ends
    public void show(Track sound, boolean mayTrim) {
        pause();
        track.set(sound);
        length.set(sound.length());
        selection.set(Span.NONE);
        trim.set(new Span(0, sound.length()));
        trimmable.set(mayTrim);
        playhead.set(0);
        problem.set(Optional.empty());
        fit();
    }

    public void clear() {
        show(Track.growing(48_000), false);
    }

    /// More of a sound that is being recorded; all of it stays in view.
    public void extend(float[] samples) {
        track.get().append(samples);
        length.set(track.get().length());
        trim.set(new Span(0, length.get()));
        fit();
    }

    public void togglePlay() {
        if (playing.get()) {
            pause();
        } else {
            play();
        }
    }

    /// Plays the selection, else what the trim leaves, from the playhead on where it lies inside.
    public void play() {
        var heard = selection.get().isEmpty() ? trim.get() : selection.get();
        if (heard.isEmpty()) {
            return;
        }
        int start = heard.contains(playhead.get()) ? playhead.get() : heard.from();
        problem.set(Optional.empty());
        playing.set(true);
        player.play(track.get(), heard, start, looping.get());
    }

    public void pause() {
        if (playing.get()) {
            tick();
            player.stop();
            playing.set(false);
        }
    }

    /// Called once a frame while it plays.
    public void tick() {
        if (!playing.get()) {
            return;
        }
        var status = player.status();
        playhead.set(Math.clamp(status.position(), 0, length.get()));
        if (!status.playing()) {
            playing.set(false);
            problem.set(status.problem());
        }
    }

    public void toggleLoop() {
        looping.set(!looping.get());
        if (playing.get()) {
            pause();
            play();
        }
    }

    public void seek(int position) {
        boolean goOn = playing.get();
        pause();
        playhead.set(Math.clamp(position, 0, length.get()));
        if (!selection.get().contains(position)) {
            selection.set(Span.NONE);
        }
        if (goOn) {
            play();
        }
    }

    public void select(int a, int b) {
        var span = Span.between(Math.clamp(a, 0, length.get()), Math.clamp(b, 0, length.get()));
        selection.set(span);
        if (!span.isEmpty() && !playing.get()) {
            playhead.set(span.from());
        }
    }

    /// Cuts what lies before the selection, or before the playhead where nothing is selected.
    public void trimStart() {
        int at = selection.get().isEmpty() ? playhead.get() : selection.get().from();
        if (trimmable.get() && at < trim.get().to()) {
            trim.set(new Span(at, trim.get().to()));
        }
    }

    /// Cuts what lies after the selection, or after the playhead where nothing is selected.
    public void trimEnd() {
        int at = selection.get().isEmpty() ? playhead.get() : selection.get().to();
        if (trimmable.get() && at > trim.get().from()) {
            trim.set(new Span(trim.get().from(), at));
        }
    }

    public void resetTrim() {
        trim.set(new Span(0, length.get()));
    }

    /// What the trim leaves.
    public Waveform trimmed() {
        return track.get().cut(trim.get().from(), trim.get().to());
    }

    /// Keeps the sample `at` where it is on the screen.
    ///
    /// @param factor under 1 looks closer
    public void zoom(double factor, int at) {
        var now = view.get();
        if (now.isEmpty()) {
            return;
        }
        int wide =
                (int)
                        Math.clamp(
                                now.length() * factor,
                                Math.min(CLOSEST, length.get()),
                                length.get());
        double share = (at - now.from()) / (double) now.length();
        look((int) Math.round(at - share * wide), wide);
    }

    public void pan(int by) {
        look(view.get().from() + by, view.get().length());
    }

    public void fit() {
        view.set(new Span(0, length.get()));
    }

    private void look(int from, int wide) {
        int start = Math.clamp(from, 0, length.get() - wide);
        view.set(new Span(start, start + wide));
    }

    public ReadOnlyObjectProperty<Track> trackProperty() {
        return track.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty lengthProperty() {
        return length.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Span> viewProperty() {
        return view.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Span> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Span> trimProperty() {
        return trim.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty playheadProperty() {
        return playhead.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loopingProperty() {
        return looping.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty trimmableProperty() {
        return trimmable.getReadOnlyProperty();
    }

    /// Why it could not be played, where it could not.
    public ReadOnlyObjectProperty<Optional<StudioException>> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
