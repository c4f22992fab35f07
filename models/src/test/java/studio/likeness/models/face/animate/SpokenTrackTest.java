package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.lip.MelWindows;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.LoudnessActivity;

class SpokenTrackTest {
    private static float[] noise(int samples) {
        var random = new Random(5);
        var noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (0.2 * random.nextGaussian());
        }
        return noise;
    }

    private static SpokenTrack track(int offset) {
        return new SpokenTrack(new LoudnessActivity(), offset, 16);
    }

    private static void hear(SpokenTrack track, float[] samples, int from, int to, int rate) {
        var part = new Waveform(samples, rate).slice(from, to);
        track.hear(new AudioChunk(part, Waveform.lengthOf(from, rate)), List.of());
    }

    /// Cut into pieces of any length, heard as it comes and forgotten behind: the same windows as
    /// from the whole sound at once, to the last bit.
    @ParameterizedTest
    @ValueSource(ints = {160, 641, 3_000, 16_000})
    void windowsDoNotDependOnHowSoundComes(int chunk) {
        var samples = noise(160_100);
        var whole = new LipMel().of(samples);
        int frames = (int) Math.ceil(samples.length / 640.0);
        var starts = MelWindows.covering(whole.columns(), 25, frames, 0);
        var track = track(0);

        int checked = 0;
        for (int at = 0; at < samples.length; at += chunk) {
            hear(track, samples, at, Math.min(samples.length, at + chunk), 16_000);
            for (; checked < track.ready(); checked++) {
                assertWindow(whole, starts[checked], track.window(checked), checked);
            }
        }
        assertTrue(checked > frames - 16, "only " + checked + " were ready before the end");
        track.end();
        assertEquals(frames, track.ready());
        for (; checked < frames; checked++) {
            assertWindow(whole, starts[checked], track.window(checked), checked);
        }
    }

    private static void assertWindow(LipMel.Mel whole, int start, float[] found, int frame) {
        var expected = new float[80 * 16];
        whole.window(start, expected, 0);
        assertArrayEquals(expected, found, 0, "window " + frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 1, 2})
    void windowsBeginLaterByTheOffset(int offset) {
        var samples = noise(32_000);
        var whole = new LipMel().of(samples);
        var starts = MelWindows.covering(whole.columns(), 25, 50, offset);
        var track = track(offset);
        hear(track, samples, 0, samples.length, 16_000);
        track.end();

        for (int i = 0; i < 50; i++) {
            assertWindow(whole, starts[i], track.window(i), i);
        }
    }

    /// Half a second around the same middle; beyond the sound its ends go on.
    @Test
    void windowsMayBeWider() {
        var samples = noise(32_000);
        var whole = new LipMel().of(samples);
        var track = new SpokenTrack(new LoudnessActivity(), -1, 40);
        int checked = 0;
        for (int at = 0; at < samples.length; at += 1_000) {
            hear(track, samples, at, Math.min(samples.length, at + 1_000), 16_000);
            for (; checked < track.ready(); checked++) {
                assertWide(whole, track.window(checked), checked);
            }
        }
        assertTrue(checked > 35, "ready " + checked);
        track.end();
        for (; checked < 50; checked++) {
            assertWide(whole, track.window(checked), checked);
        }
    }

    private static void assertWide(LipMel.Mel whole, float[] found, int frame) {
        int start = MelWindows.start(frame - 1, 25) + 8 - 20;
        for (int column = 0; column < 40; column++) {
            int from = Math.clamp(start + column, 0, whole.columns() - 1);
            for (int band = 0; band < 80; band++) {
                assertEquals(
                        whole.values()[band * whole.columns() + from],
                        found[band * 40 + column],
                        "frame " + frame + ", column " + column);
            }
        }
    }

    @Test
    void aPictureIsReadyAsSoonAsItsWindowIs() {
        var samples = noise(16_000);
        var track = track(0);
        // Column 15 is final with 15 * 200 + 400 samples; the gate looks as far.
        hear(track, samples, 0, 3_399, 16_000);
        assertEquals(0, track.ready());
        hear(track, samples, 3_399, 4_100, 16_000);
        assertTrue(track.ready() >= 1, "ready " + track.ready());
    }

    @Test
    void asManyPicturesAsTheSoundIsLong() {
        for (int samples : new int[] {1, 100, 640, 641, 2_999, 3_000, 16_000, 47_999}) {
            var track = track(0);
            hear(track, noise(samples), 0, samples, 16_000);
            track.end();

            assertEquals(Math.ceilDiv(samples, 640), track.ready(), samples + " samples");
            for (int i = 0; i < track.ready(); i++) {
                assertEquals(80 * 16, track.window(i).length);
            }
        }
    }

    @Test
    void nothingHeardIsNothingShown() {
        var track = track(0);
        track.end();

        assertEquals(0, track.ready());
    }

    @Test
    void resamplesAndFillsGaps() {
        var first = noise(48_000);
        var track = track(0);
        hear(track, first, 0, 24_000, 48_000);
        track.hear(
                new AudioChunk(new Waveform(noise(24_000), 48_000), Duration.ofMillis(1_500)),
                List.of());
        track.end();

        assertEquals(50, track.ready());
        var half = new Waveform(first, 48_000).slice(0, 24_000);
        var expected = new LipMel().of(Resampler.resample(half, 16_000).samples(), 0, 20);
        var window = track.window(0);
        for (int band = 0; band < 80; band++) {
            assertEquals(expected.values()[band * 20 + 3], window[band * 16 + 3], 1e-5);
        }
        assertEquals(0, track.speaking(25), "in the gap the mouth rests");
    }

    @Test
    void takesSoundThatOverlapsOnlyOnce() {
        var samples = noise(16_000);
        var track = track(0);
        hear(track, samples, 0, 8_000, 16_000);
        hear(track, samples, 4_000, 16_000, 16_000);
        track.end();

        assertEquals(25, track.ready());
    }
}
