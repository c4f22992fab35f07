package studio.likeness.app.window.corpus;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;

/// The takes there are, and the one that is heard and trimmed.
final class TakeReview {
    private final Background background;
    private final Sounds sounds;
    private final Consumer<Take> shown;
    private final Consumer<String> problem;
    private final WaveformModel waveform;
    private final ObservableList<Take> takes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Take>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean playWhenLoaded;

    /// @param shown is told of each take that is shown
    /// @param problem is told why a take cannot be heard
    TakeReview(
            Background background, Sounds sounds, Consumer<Take> shown, Consumer<String> problem) {
        this.background = background;
        this.sounds = sounds;
        this.shown = shown;
        this.problem = problem;
        waveform = new WaveformModel(new Player(sounds::speaker));
    }

    /// Adds those that it does not have yet.
    void add(List<Take> found) {
        var known = takes.stream().map(Take::file).toList();
        found.stream().filter(take -> !known.contains(take.file())).forEach(takes::add);
    }

    /// A new one, or one that was taken back.
    void addFirst(Take take) {
        takes.addFirst(take);
    }

    /// Shows a take, to be heard, trimmed and kept.
    void choose(Optional<Take> take) {
        chosen.set(take);
        waveform.clear();
        take.ifPresent(this::load);
    }

    private void load(Take take) {
        shown.accept(take);
        background.run(
                () -> Track.of(sounds.read(take.file())),
                track -> {
                    if (chosen.get().equals(Optional.of(take))) {
                        waveform.show(track, true);
                        if (playWhenLoaded) {
                            waveform.play();
                        }
                        playWhenLoaded = false;
                    }
                },
                problem);
    }

    /// Shows a take and plays it as soon as it is there.
    void play(Take take) {
        if (chosen.get().equals(Optional.of(take)) && waveform.lengthProperty().get() > 0) {
            waveform.togglePlay();
            return;
        }
        playWhenLoaded = true;
        choose(Optional.of(take));
    }

    /// It was kept or discarded.
    void drop(Take take) {
        takes.remove(take);
        if (chosen.get().equals(Optional.of(take))) {
            choose(Optional.empty());
        }
    }

    void clear() {
        takes.clear();
        choose(Optional.empty());
    }

    /// Shows what is being recorded in place of a take.
    void showRecording(int sampleRateHz) {
        chosen.set(Optional.empty());
        waveform.show(Track.growing(sampleRateHz), false);
    }

    ObservableList<Take> takes() {
        return takes;
    }

    ReadOnlyObjectProperty<Optional<Take>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    WaveformModel waveform() {
        return waveform;
    }
}
