package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where speech begins and ends in sound that is still coming in. Not thread-safe.
public final class SpeechStream {
    /// What has happened; samples are counted from the stream's first one.
    public sealed interface Event {
        /// @param sample where speech began, a little early
        record Started(long sample) implements Event {}

        /// @param sample where it ended, a little late
        record Ended(long sample) implements Event {}
    }

    private static final int RATE = VoiceActivity.SAMPLE_RATE_HZ;

    private final VoiceActivity activity;
    private final SpeechSegments rules;
    private final float[] waiting = new float[VoiceActivity.CHUNK];
    private int filled;
    private long heard;
    private boolean speaking;
    private long quietSince = -1;

    public SpeechStream(VoiceActivity activity, SpeechSegments rules) {
        this.activity = activity;
        this.rules = rules;
    }

    /// @param samples the next ones at 16 kHz, as many as there are
    public List<Event> push(float[] samples) {
        var events = new ArrayList<Event>();
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, waiting.length - filled);
            System.arraycopy(samples, at, waiting, filled, count);
            filled += count;
            at += count;
            if (filled == waiting.length) {
                chunk(activity.next(Arrays.copyOf(waiting, filled)), events);
                filled = 0;
            }
        }
        return events;
    }

    public boolean speaking() {
        return speaking;
    }

    private void chunk(double chance, List<Event> events) {
        heard += VoiceActivity.CHUNK;
        if (chance >= rules.threshold()) {
            quietSince = -1;
            if (!speaking) {
                speaking = true;
                events.add(
                        new Event.Started(
                                Math.max(
                                        0,
                                        heard - VoiceActivity.CHUNK - samples(rules.padMillis()))));
            }
        } else if (speaking && chance < Math.max(rules.threshold() - 0.15, 0.01)) {
            quietSince = quietSince < 0 ? heard : quietSince;
            if (heard - quietSince >= samples(rules.minSilenceMillis())) {
                end(events);
            }
        }
    }

    private void end(List<Event> events) {
        speaking = false;
        events.add(new Event.Ended(quietSince - VoiceActivity.CHUNK + samples(rules.padMillis())));
        quietSince = -1;
    }

    /// The end of the sound ends speech, too.
    public List<Event> finish() {
        var events = new ArrayList<Event>();
        if (speaking) {
            speaking = false;
            events.add(new Event.Ended(heard + filled));
        }
        activity.reset();
        filled = 0;
        return events;
    }

    private static int samples(int millis) {
        return RATE * millis / 1000;
    }
}
