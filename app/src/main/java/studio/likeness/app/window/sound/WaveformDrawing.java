package studio.likeness.app.window.sound;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws a stretch of a track and the ruler under it.
final class WaveformDrawing {
    record Look(Paint wave, Paint clip, Paint ruler, Font font) {}

    /// Steps of the ruler, in seconds.
    private static final double[] STEPS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600
    };

    /// Clipping is marked at the top as well as coloured, for who cannot tell the colours apart.
    private static final double CLIP_MARK = 4;

    private final Canvas canvas;

    WaveformDrawing(Canvas canvas) {
        this.canvas = canvas;
    }

    /// What the ruler leaves for the wave.
    double waveHeight(Font font) {
        return Math.max(8, canvas.getHeight() - Math.ceil(font.getSize() * 1.5) - 4);
    }

    void draw(Track track, Span view, Look look) {
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double height = waveHeight(look.font());
        g.setFill(look.ruler());
        g.setGlobalAlpha(0.4);
        g.fillRect(0, Math.floor(height / 2), canvas.getWidth(), 1);
        g.setGlobalAlpha(1);
        if (view.isEmpty()) {
            return;
        }
        if (view.length() > canvas.getWidth() * 2) {
            columns(g, track, view, look, height);
        } else {
            line(g, track, view, look, height);
        }
        ruler(g, track.sampleRateHz(), view, look, height);
    }

    /// More samples than pixels: each column from its lowest to its highest sample.
    private void columns(GraphicsContext g, Track track, Span view, Look look, double height) {
        var columns = track.columns(view, (int) canvas.getWidth());
        for (int x = 0; x < columns.size(); x++) {
            var range = columns.get(x);
            boolean clipped = Track.clipped(range);
            g.setFill(clipped ? look.clip() : look.wave());
            double top = y(range.highest(), height);
            g.fillRect(x, top, 1, Math.max(1, y(range.lowest(), height) - top));
            if (clipped) {
                g.fillRect(x, 0, 1, CLIP_MARK);
            }
        }
    }

    /// More pixels than samples: a line through them.
    private void line(GraphicsContext g, Track track, Span view, Look look, double height) {
        g.setStroke(look.wave());
        g.setLineWidth(1.5);
        g.beginPath();
        for (int at = view.from(); at < view.to(); at++) {
            double x = (at - view.from()) * canvas.getWidth() / view.length();
            g.lineTo(x, y(track.sample(at), height));
        }
        g.stroke();
        g.setFill(look.clip());
        for (int at = view.from(); at < view.to(); at++) {
            if (Math.abs(track.sample(at)) >= Track.CLIPPED) {
                double x = (at - view.from()) * canvas.getWidth() / view.length();
                g.fillRect(x - 1, 0, 3, CLIP_MARK);
                g.fillOval(x - 2, y(track.sample(at), height) - 2, 4, 4);
            }
        }
    }

    private static double y(float sample, double height) {
        return (1 - sample) * (height - 2) / 2 + 1;
    }

    private void ruler(GraphicsContext g, int rate, Span view, Look look, double height) {
        g.setFill(look.ruler());
        g.setFont(look.font());
        g.setTextBaseline(VPos.TOP);
        double seconds = view.length() / (double) rate;
        // A label is some five letters wide and wants as much again around it.
        double room = look.font().getSize() * 6;
        double step = STEPS[STEPS.length - 1];
        for (double each : STEPS) {
            if (each / seconds * canvas.getWidth() >= room) {
                step = each;
                break;
            }
        }
        double from = view.from() / (double) rate;
        for (long n = (long) Math.ceil(from / step); n * step <= from + seconds; n++) {
            double x = Math.floor((n * step - from) / seconds * canvas.getWidth());
            g.fillRect(x, height, 1, 4);
            boolean first = x < room / 2;
            boolean last = x > canvas.getWidth() - room / 2;
            g.setTextAlign(
                    first ? TextAlignment.LEFT : last ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.fillText(label(n * step, step), x, height + 4);
        }
    }

    private static String label(double seconds, double step) {
        int minutes = (int) (seconds / 60 + 1e-9);
        double rest = Math.max(0, seconds - minutes * 60);
        int digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
        return String.format(
                java.util.Locale.ROOT,
                "%d:%0" + (digits == 0 ? 2 : digits + 3) + "." + digits + "f",
                minutes,
                rest);
    }
}
