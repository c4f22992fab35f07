package studio.likeness.app.window.voice;

import studio.likeness.app.window.Tab;
import studio.likeness.app.window.voice.VoiceModel.Pane;

/// What a test sees of the tab that is not on the screen.
public final class VoiceProbe {
    private final VoiceModel model;

    public VoiceProbe(Tab voice) {
        model = ((VoiceTab) voice).model();
    }

    public boolean recording() {
        return model.cloning().reference().phaseProperty().get() == ReferenceModel.Phase.RECORDING;
    }

    public boolean hears() {
        return model.cloning().reference().level().read().rmsDb() > -45;
    }

    public double recordedSeconds() {
        var wave = model.cloning().reference().waveform();
        return wave.lengthProperty().get() / (double) wave.trackProperty().get().sampleRateHz();
    }

    public boolean checked() {
        return model.cloning().reference().checkProperty().get().isPresent();
    }

    public int takes() {
        return model.say().takes().size();
    }

    public boolean plays() {
        return model.say().heard().playingProperty().get();
    }

    public String problem() {
        return model.say().problemProperty().get()
                + model.cloning().problemProperty().get()
                + model.shelf().problemProperty().get();
    }

    public void seed(int seed) {
        model.say().seedProperty().set(seed);
    }

    public void pane(String word) {
        model.paneProperty().set(Pane.valueOf(word));
    }

    public void dropped(java.nio.file.Path file) {
        model.dropped(java.util.List.of(file));
    }
}
