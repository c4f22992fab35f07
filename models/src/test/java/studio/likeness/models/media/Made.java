package studio.likeness.models.media;

import java.time.Duration;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// Sounds and pictures for tests.
final class Made {
    private Made() {}

    static Waveform sine(double frequency, int rate, double seconds) {
        var samples = new float[(int) Math.round(rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return new Waveform(samples, rate);
    }

    static AudioChunk at(double second, Waveform sound) {
        return new AudioChunk(sound, seconds(second));
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    static Picture plain(int width, int height, int blue, int green, int red, Duration pts) {
        var bgr = new byte[width * height * 3];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Picture(bgr, width, height, pts);
    }

    /// Like a drawn portrait: smooth background, an outlined disc, a part that moves.
    static Picture portrait(int width, int height, int frame, Duration pts) {
        var bgr = new byte[width * height * 3];
        double mouth = 0.03 + 0.03 * Math.sin(frame * 0.7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x - width / 2.0) / height;
                double dy = (y - height / 2.0) / height;
                double r = Math.hypot(dx, dy * 0.8);
                int i = (y * width + x) * 3;
                int shade = 90 + 80 * y / height;
                boolean lips = Math.hypot(dx / 0.1, (dy - 0.18) / mouth) < 1;
                bgr[i] = (byte) (lips ? 60 : r < 0.3 ? 150 : shade);
                bgr[i + 1] = (byte) (lips ? 40 : r < 0.3 ? 180 : shade / 2);
                bgr[i + 2] = (byte) (lips ? 160 : r < 0.3 ? 225 : shade / 3);
                if (r > 0.295 && r < 0.305) {
                    bgr[i] = bgr[i + 1] = bgr[i + 2] = 30;
                }
            }
        }
        return new Picture(bgr, width, height, pts);
    }

    /// The mean of a picture's middle, as blue, green, red.
    static int[] middle(Picture picture) {
        long[] sum = new long[3];
        int count = 0;
        for (int y = picture.height() / 3; y < picture.height() * 2 / 3; y++) {
            for (int x = picture.width() / 3; x < picture.width() * 2 / 3; x++) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += picture.bgr()[(y * picture.width() + x) * 3 + c] & 0xff;
                }
                count++;
            }
        }
        return new int[] {(int) (sum[0] / count), (int) (sum[1] / count), (int) (sum[2] / count)};
    }
}
