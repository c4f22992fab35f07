package studio.likeness.models.voice.cloning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Stft;

/// What is lost by not waiting for the end: scaled-down weights, so the figures are of the joins
/// and not of a voice.
class SoundStreamTest {
    @TempDir static Path root;
    private static SoundModel model;
    private static float[] voice;

    @BeforeAll
    static void convert() throws IOException {
        var file = new CloningFiles(root).sound("v2", "PK");
        var conversion = new Conversion(new Home(root.resolve("home")), "test");
        var folder = conversion.add(file, Options.usual(), Progress.none()).path();
        model = SoundModel.open(folder, Device.processor());
        var random = new SplittableRandom(3);
        var spectrogram = new float[1025][60];
        for (var row : spectrogram) {
            for (int t = 0; t < row.length; t++) {
                row[t] = (float) random.nextDouble();
            }
        }
        voice = model.voice(spectrogram, Optional.empty());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static long[] codes(int count) {
        var random = new SplittableRandom(9);
        return random.longs(count, 0, 1024).toArray();
    }

    private static float[] whole(long[] codes, double speed) {
        return stream(speed).rest(codes);
    }

    private static SoundStream stream(double speed) {
        var sounds = new SplittableRandom(4).longs(40, 0, 732).toArray();
        return new SoundStream(model, sounds, voice, Manner.USUAL.withSpeed(speed));
    }

    private record Streamed(float[] sound, int[] joins) {}

    private static Streamed streamed(long[] codes, double speed) {
        var stream = stream(speed);
        var cuts = new Blocks(model.settings().mute());
        var sound = new float[0];
        var joins = new ArrayList<Integer>();
        for (int count = 1; count <= codes.length; count++) {
            if (count == cuts.wanted()) {
                var there = Arrays.copyOf(codes, count);
                sound = joined(sound, stream.until(there, cuts.next(there)));
                joins.add(sound.length);
            }
        }
        sound = joined(sound, stream.rest(codes));
        return new Streamed(sound, joins.stream().mapToInt(Integer::intValue).toArray());
    }

    private static float[] joined(float[] a, float[] b) {
        var all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /// Root mean square of the difference of logarithmic spectra, in dB, over all frames.
    private static double spectralDistance(float[] a, float[] b) {
        int length = Math.min(a.length, b.length);
        var x = new Stft(1024, 256).magnitudes(Arrays.copyOf(a, length));
        var y = new Stft(1024, 256).magnitudes(Arrays.copyOf(b, length));
        double peak = 0;
        for (var frame : x) {
            for (float magnitude : frame) {
                peak = Math.max(peak, magnitude);
            }
        }
        double floor = peak * 1e-3;
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            double frame = 0;
            for (int bin = 0; bin < x[t].length; bin++) {
                double d = 20 * Math.log10((x[t][bin] + floor) / (y[t][bin] + floor));
                frame += d * d / x[t].length;
            }
            sum += Math.sqrt(frame) / x.length;
        }
        return sum;
    }

    private static double largestStep(float[] sound, int from, int to) {
        double most = 0;
        for (int i = Math.max(1, from); i < Math.min(sound.length, to); i++) {
            most = Math.max(most, Math.abs(sound[i] - sound[i - 1]));
        }
        return most;
    }

    @Test
    void cuttingAndJoiningLosesNothing() {
        var codes = codes(200);
        var whole = whole(codes, 1);
        var stream = stream(1);
        var joined = new float[0];
        for (int end : new int[] {16, 40, 71, 110, 160}) {
            joined = joined(joined, stream.until(codes, end));
        }
        joined = joined(joined, stream.rest(codes));
        assertEquals(whole.length, joined.length);
        double distance = spectralDistance(whole, joined);
        assertTrue(distance < 0.02, distance + " dB");
        assertArrayEquals(whole, joined, 2e-4f);
    }

    /// Encoders look at all codes that are there, so the first block cannot sound as it would with
    /// the last one known. With weights that look everywhere alike, as these do, that is heard
    /// most; it stays below what another draw of the noise changes.
    @Test
    void aStreamedClauseIsAsLongAndNearerToAWholeOneThanAnotherDraw() {
        var codes = codes(200);
        var whole = whole(codes, 1);
        var streamed = streamed(codes, 1);
        assertEquals(200 * 1280, whole.length);
        assertEquals(whole.length, streamed.sound().length, 200 * streamed.joins().length);
        double distance = spectralDistance(whole, streamed.sound());
        var sounds = new SplittableRandom(4).longs(40, 0, 732).toArray();
        var drawnAnew = new SoundStream(model, sounds, voice, Manner.USUAL.withSeed(77));
        double other = spectralDistance(whole, drawnAnew.rest(codes));
        assertTrue(distance < 0.8 * other, distance + " dB, other noise " + other);
    }

    @Test
    void noSampleJumpsAtAJoin() {
        var streamed = streamed(codes(200), 1);
        double elsewhere = largestStep(whole(codes(200), 1), 0, Integer.MAX_VALUE);
        for (int join : streamed.joins()) {
            double here = largestStep(streamed.sound(), join - 32, join + 32);
            assertTrue(here <= elsewhere * 1.05, here + " at " + join + ", else " + elsewhere);
        }
    }

    @Test
    void anotherSpeedIsJoinedAsWell() {
        var codes = codes(120);
        var whole = whole(codes, 1.3);
        var streamed = streamed(codes, 1.3);
        assertEquals(whole.length, streamed.sound().length, 200 * streamed.joins().length);
    }

    /// What a player hears of a machine that needs so much of the time that is heard: blocks that
    /// are ready when they are wanted.
    private static double starved(double realTimeFactor) {
        var cuts = new Blocks(model.settings().mute());
        var codes = codes(1000);
        double now = 0;
        double heardUntil = 0;
        double starved = 0;
        int before = 0;
        boolean first = true;
        for (int count = 1; count <= codes.length; count++) {
            if (count == cuts.wanted()) {
                int end = cuts.next(Arrays.copyOf(codes, count));
                // All that is made for the block: its codes, those ahead, and their sound.
                now += (end - before) * 0.04 * realTimeFactor;
                if (first) {
                    now += Blocks.AHEAD * 0.04 * realTimeFactor;
                    heardUntil = now;
                    first = false;
                }
                starved += Math.max(0, now - heardUntil);
                heardUntil = Math.max(heardUntil, now) + (end - before) * 0.04;
                before = end;
            }
        }
        return starved;
    }

    @Test
    void playbackNeverStarvesBelowFourFifthsOfRealTime() {
        for (double factor : new double[] {0.2, 0.5, 0.75, 0.799}) {
            assertEquals(0, starved(factor), 1e-9, factor + "");
        }
        assertTrue(starved(1.2) > 0.5);
    }
}
