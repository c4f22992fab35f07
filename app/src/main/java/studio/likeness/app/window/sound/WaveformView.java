package studio.likeness.app.window.sound;

import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.util.Subscription;
import studio.likeness.app.window.Pulse;
import studio.likeness.app.window.Texts;

/// A sound's amplitude at any zoom. A click seeks, a drag selects, the wheel zooms at the pointer
/// (with Shift it moves along); Space plays, L loops, [ and ] trim, the arrows move, + and - zoom,
/// 0 shows all. Only what changed is drawn again: the playhead is a node of its own above the
/// drawing.
public final class WaveformView extends Region {
    private static final StyleablePropertyFactory<WaveformView> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<WaveformView, Paint> WAVE =
            STYLES.createPaintCssMetaData("-wave", v -> v.wave, Color.TEAL, false);
    private static final CssMetaData<WaveformView, Paint> CLIP =
            STYLES.createPaintCssMetaData("-wave-clip", v -> v.clip, Color.RED, false);
    private static final CssMetaData<WaveformView, Paint> RULER =
            STYLES.createPaintCssMetaData("-wave-ruler", v -> v.ruler, Color.GRAY, false);

    /// A drag shorter than this is a click.
    private static final double STEADY_HAND = 4;

    private static final double ZOOM_STEP = 1.25;

    private final WaveformModel model;
    private final Canvas canvas = new Canvas();
    private final Region selection = overlay("selection");
    private final Region trimmedStart = overlay("trimmed");
    private final Region trimmedEnd = overlay("trimmed");
    private final Region playhead = overlay("playhead");

    /// Never seen: it carries the font of the ruler, which grows with the user's text size.
    private final Label rulerFont = new Label();

    private final StyleableProperty<Paint> wave;
    private final StyleableProperty<Paint> clip;
    private final StyleableProperty<Paint> ruler;
    private final WaveformDrawing drawing = new WaveformDrawing(canvas);
    private Subscription ticking = Subscription.EMPTY;
    private boolean stale = true;
    private double pressedAt;

    public WaveformView(Texts texts, Pulse pulse, WaveformModel model) {
        this.model = model;
        InvalidationListener redraw = _ -> redraw();
        wave = new WavePaint(this, WAVE, redraw);
        clip = new WavePaint(this, CLIP, redraw);
        ruler = new WavePaint(this, RULER, redraw);
        getStyleClass().add("waveform");
        getStylesheets().add(styleSheet());
        rulerFont.getStyleClass().add("ruler");
        rulerFont.setVisible(false);
        getChildren().addAll(canvas, rulerFont, selection, trimmedStart, trimmedEnd, playhead);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        accessibleTextProperty().bind(texts.of("app.window.sound.waveform"));
        accessibleHelpProperty().bind(texts.of("app.window.sound.waveformHelp"));
        observe(pulse, redraw);
        listen();
    }

    private static Region overlay(String style) {
        var region = new Region();
        region.getStyleClass().add(style);
        region.setManaged(false);
        region.setMouseTransparent(true);
        return region;
    }

    private void observe(Pulse pulse, InvalidationListener redraw) {
        model.viewProperty().addListener(redraw);
        model.lengthProperty().addListener(redraw);
        model.trackProperty().addListener(redraw);
        rulerFont.fontProperty().addListener(redraw);
        InvalidationListener move = _ -> requestLayout();
        model.playheadProperty().addListener(move);
        model.selectionProperty().addListener(move);
        model.trimProperty().addListener(move);
        model.playingProperty()
                .addListener(
                        (_, _, plays) -> {
                            ticking.unsubscribe();
                            ticking = plays ? pulse.everyFrame(model::tick) : Subscription.EMPTY;
                        });
    }

    private void listen() {
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    private void redraw() {
        stale = true;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 7 * rulerFont.getFont().getSize();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = getWidth() - left - snappedRightInset();
        double height = getHeight() - top - snappedBottomInset();
        if (width < 1 || height < 1) {
            return;
        }
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            stale = true;
        }
        canvas.relocate(left, top);
        if (stale) {
            stale = false;
            drawing.draw(
                    model.trackProperty().get(),
                    model.viewProperty().get(),
                    new WaveformDrawing.Look(
                            wave.getValue(),
                            clip.getValue(),
                            ruler.getValue(),
                            rulerFont.getFont()));
        }
        double waveHeight = drawing.waveHeight(rulerFont.getFont());
        var trim = model.trimProperty().get();
        int length = model.lengthProperty().get();
        place(selection, model.selectionProperty().get(), waveHeight);
        place(trimmedStart, new Span(0, trim.from()), waveHeight);
        place(trimmedEnd, new Span(Math.min(trim.to(), length), length), waveHeight);
        double x = x(model.playheadProperty().get());
        playhead.setVisible(length > 0 && x >= 0 && x <= width);
        playhead.resizeRelocate(left + Math.round(x) - 1, top, 2, waveHeight);
    }

    private void place(Region region, Span span, double height) {
        double from = Math.clamp(x(span.from()), 0, canvas.getWidth());
        double to = Math.clamp(x(span.to()), 0, canvas.getWidth());
        region.setVisible(to > from);
        region.resizeRelocate(canvas.getLayoutX() + from, canvas.getLayoutY(), to - from, height);
    }

    private double x(int sample) {
        var view = model.viewProperty().get();
        return view.isEmpty()
                ? 0
                : (sample - view.from()) * canvas.getWidth() / (double) view.length();
    }

    private int sample(double x) {
        var view = model.viewProperty().get();
        double share = Math.clamp((x - canvas.getLayoutX()) / canvas.getWidth(), 0.0, 1.0);
        return view.from() + (int) Math.round(share * view.length());
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        pressedAt = e.getX();
        e.consume();
    }

    private void dragged(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && Math.abs(e.getX() - pressedAt) >= STEADY_HAND) {
            model.select(sample(pressedAt), sample(e.getX()));
        }
        e.consume();
    }

    private void released(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && Math.abs(e.getX() - pressedAt) < STEADY_HAND) {
            model.seek(sample(e.getX()));
        }
        e.consume();
    }

    private void scrolled(ScrollEvent e) {
        int width = model.viewProperty().get().length();
        if (e.isShiftDown() || Math.abs(e.getDeltaX()) > Math.abs(e.getDeltaY())) {
            double by = e.getDeltaX() == 0 ? e.getDeltaY() : e.getDeltaX();
            model.pan((int) (-Math.signum(by) * width / 10));
        } else if (e.getDeltaY() != 0) {
            model.zoom(e.getDeltaY() > 0 ? 1 / ZOOM_STEP : ZOOM_STEP, sample(e.getX()));
        }
        e.consume();
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        int step = Math.max(1, model.viewProperty().get().length() / (e.isShiftDown() ? 10 : 100));
        int at = model.playheadProperty().get();
        switch (e.getCode()) {
            case KeyCode.SPACE -> model.togglePlay();
            case KeyCode.L -> model.toggleLoop();
            case KeyCode.OPEN_BRACKET -> model.trimStart();
            case KeyCode.CLOSE_BRACKET -> model.trimEnd();
            case KeyCode.LEFT -> model.seek(at - step);
            case KeyCode.RIGHT -> model.seek(at + step);
            case KeyCode.HOME -> model.seek(0);
            case KeyCode.END -> model.seek(model.lengthProperty().get());
            case KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD -> model.zoom(1 / ZOOM_STEP, at);
            case KeyCode.MINUS, KeyCode.SUBTRACT -> model.zoom(ZOOM_STEP, at);
            case KeyCode.DIGIT0, KeyCode.NUMPAD0 -> model.fit();
            default -> {
                return;
            }
        }
        e.consume();
    }

    /// Of all that is in this package.
    static String styleSheet() {
        return Objects.requireNonNull(WaveformView.class.getResource("sound.css")).toExternalForm();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }
}
