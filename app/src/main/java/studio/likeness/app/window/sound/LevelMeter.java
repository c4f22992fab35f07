package studio.likeness.app.window.sound;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;

/// A bar for the level with the peak held above it, the place where a voice belongs marked around
/// -18 dB, the figure in words, and a lamp that stays lit after clipping until it is pressed.
public final class LevelMeter extends VBox {
    private static final PseudoClass LOUD = PseudoClass.getPseudoClass("loud");
    private static final PseudoClass LATCHED = PseudoClass.getPseudoClass("latched");

    private final Texts texts;
    private final Level level;
    private final Bar bar = new Bar();
    private final Label figure = new Label();
    private final Label hint = new Label();
    private final Button lamp = new Button();

    public LevelMeter(Texts texts, Level level) {
        this.texts = texts;
        this.level = level;
        getStyleClass().add("level-meter");
        getStylesheets().add(WaveformView.styleSheet());
        figure.getStyleClass().add("figure");
        hint.getStyleClass().add("hint");
        hint.setWrapText(true);
        lamp.getStyleClass().add("lamp");
        lamp.setId("clipLamp");
        lamp.textProperty().bind(texts.of("app.window.sound.clip"));
        lamp.accessibleHelpProperty().bind(texts.of("app.window.sound.clipHelp"));
        lamp.setOnAction(_ -> forgetClipping());
        lamp.setMinWidth(Region.USE_PREF_SIZE);
        figure.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(bar, figure, lamp);
        row.getStyleClass().add("row");
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(bar, Priority.ALWAYS);
        getChildren().addAll(row, hint);
        setAccessibleRole(AccessibleRole.NODE);
        refresh();
    }

    /// Shows what the level reads now; called once a frame while sound comes.
    public void refresh() {
        show(level.read());
    }

    private void forgetClipping() {
        level.forgetClipping();
        refresh();
    }

    private void show(Level.Reading now) {
        bar.show(now.rmsDb(), now.peakDb());
        bar.fill.pseudoClassStateChanged(LOUD, now.peakDb() > -3);
        lamp.pseudoClassStateChanged(LATCHED, now.clipped());
        lamp.setDisable(!now.clipped());
        figure.setText(texts.now("app.window.sound.dbfs", Math.round(now.rmsDb()) + ""));
        var quiet = now.rmsDb() < -50;
        hint.setText(
                quiet && now.quietestDb() < -20
                        ? texts.now(
                                "app.window.sound.noiseFloor", Math.round(now.quietestDb()) + "")
                        : texts.now("app.window.sound.zone"));
        setAccessibleText(texts.now("app.window.sound.level", Math.round(now.rmsDb()) + ""));
    }

    /// The bar itself: -60 dB at its left end, full scale at its right.
    private static final class Bar extends StackPane {
        private final Region track = part("track");
        private final Region zone = part("zone");
        private final Region fill = part("fill");
        private final Region hold = part("hold");
        private final Region mark = part("mark");
        private double rmsDb = Level.FLOOR_DB;
        private double peakDb = Level.FLOOR_DB;

        Bar() {
            getStyleClass().add("bar");
            setMinWidth(80);
            getChildren().addAll(track, zone, fill, mark, hold);
        }

        private static Region part(String style) {
            var region = new Region();
            region.getStyleClass().add(style);
            region.setManaged(false);
            return region;
        }

        void show(double rmsDb, double peakDb) {
            this.rmsDb = rmsDb;
            this.peakDb = peakDb;
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            double height = getHeight();
            track.resizeRelocate(0, 0, getWidth(), height);
            double low = x(Level.ZONE_LOW_DB);
            zone.resizeRelocate(low, 0, x(Level.ZONE_HIGH_DB) - low, height);
            fill.resizeRelocate(0, height / 4, x(rmsDb), height / 2);
            mark.resizeRelocate(Math.rint(x(-18)) - 1, 0, 2, height);
            hold.resizeRelocate(Math.max(0, Math.rint(x(peakDb)) - 3), 0, 3, height);
            hold.setVisible(peakDb > Level.FLOOR_DB);
        }

        private double x(double db) {
            return getWidth() * Math.clamp((db - Level.FLOOR_DB) / -Level.FLOOR_DB, 0.0, 1.0);
        }
    }
}
