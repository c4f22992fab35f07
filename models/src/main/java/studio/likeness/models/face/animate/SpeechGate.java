package studio.likeness.models.face.animate;

import java.util.Arrays;
import studio.likeness.models.speech.VoiceActivity;

/// Tells from the sound when the mouth is at rest: nobody speaks, or it is too quiet to be heard.
/// The mouth opens a little before the sound and closes a little after it, over 160 ms each;
/// shorter holes are the stops of p, t and k.
final class SpeechGate {
    /// Milliseconds of a slot.
    private static final int SLOT = 10;

    private static final int SAMPLES_PER_SLOT = VoiceActivity.SAMPLE_RATE_HZ * SLOT / 1000;

    /// How far from speech the mouth still counts as speaking, in slots.
    private static final int AROUND = 11;

    /// Half of the time that going over takes, in slots.
    private static final int FADE = 8;

    private static final int SLOTS_PER_FRAME = 4;

    /// How sure the detector must be.
    private static final double LIKELY = 0.4;

    /// Quieter than that is not heard beside a fan, in decibels of full scale.
    private static final double AUDIBLE = -58;

    private final VoiceActivity activity;
    private float[] waiting = new float[VoiceActivity.CHUNK];
    private int filled;
    private boolean[] spoken = new boolean[1024];
    private int slots;

    /// Into the next slot, of samples that the last chunk gave.
    private boolean ended;

    private double energy;
    private int inSlot;

    /// Loud enough, slot by slot; ahead of `spoken`.
    private boolean[] audible = new boolean[1024];

    private int levels;
    private long heard;

    SpeechGate(VoiceActivity activity) {
        this.activity = activity;
        activity.reset();
    }

    /// @param samples at 16 kHz
    void hear(float[] samples) {
        for (float sample : samples) {
            energy += (double) sample * sample;
            if (++inSlot == SAMPLES_PER_SLOT) {
                endSlot();
            }
            waiting[filled++] = sample;
            if (filled == waiting.length) {
                decide();
            }
        }
    }

    private void endSlot() {
        if (levels == audible.length) {
            audible = Arrays.copyOf(audible, 2 * levels);
        }
        audible[levels++] = 10 * Math.log10(energy / SAMPLES_PER_SLOT + 1e-12) > AUDIBLE;
        energy = 0;
        inSlot = 0;
    }

    private void decide() {
        boolean likely = activity.next(waiting) > LIKELY;
        heard += waiting.length;
        filled = 0;
        int until = (int) (heard / SAMPLES_PER_SLOT);
        if (until > spoken.length) {
            spoken = Arrays.copyOf(spoken, 2 * until);
        }
        while (slots < until) {
            spoken[slots] = likely && slots < levels && audible[slots];
            slots++;
        }
    }

    void end() {
        if (filled > 0) {
            Arrays.fill(waiting, filled, waiting.length, 0);
            decide();
        }
        ended = true;
    }

    /// How many frames are decided.
    int ready() {
        return ended ? Integer.MAX_VALUE : Math.max(0, (slots - AROUND - FADE) / SLOTS_PER_FRAME);
    }

    /// 0 at rest, 1 speaking, at the middle of a frame's time.
    double speaking(int frame) {
        int middle = frame * SLOTS_PER_FRAME + SLOTS_PER_FRAME / 2;
        int speaking = 0;
        for (int slot = middle - FADE; slot < middle + FADE; slot++) {
            speaking += slot >= 0 && near(slot) ? 1 : 0;
        }
        return speaking / (2.0 * FADE);
    }

    private boolean near(int slot) {
        for (int i = Math.max(0, slot - AROUND); i <= Math.min(slots - 1, slot + AROUND); i++) {
            if (spoken[i]) {
                return true;
            }
        }
        return false;
    }
}
