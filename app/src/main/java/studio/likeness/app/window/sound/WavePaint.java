package studio.likeness.app.window.sound;

import javafx.beans.InvalidationListener;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.scene.paint.Paint;

/// A colour of the waveform that the style sheet sets.
final class WavePaint extends SimpleStyleableObjectProperty<Paint> {
    WavePaint(
            WaveformView owner,
            CssMetaData<WaveformView, Paint> style,
            InvalidationListener changed) {
        super(style, owner, style.getProperty(), style.getInitialValue(owner));
        addListener(changed);
    }
}
