package studio.likeness.app.conversation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.speech.LiveTranscriber;
import studio.likeness.models.speech.WhisperMel;

/// Takes sound in on one thread and has it written down on another, so that no word is lost while
/// the sentence before it is being written.
final class OpenMicrophone implements Hearing.Listening {
    /// Writes down what comes in.
    interface Scribe extends AutoCloseable {
        /// @param samples the next ones at 16 kHz
        List<LiveTranscriber.Heard> push(float[] samples);

        List<LiveTranscriber.Heard> finish();

        @Override
        void close();
    }

    /// What waits to be written: sound, the giving up of a sentence, the end.
    private sealed interface Order {
        record Sound(float[] samples) implements Order {}

        record GiveUp() implements Order {}

        record End() implements Order {}
    }

    /// Of 20 ms: a minute, far more than a machine may lag behind that is worth talking to.
    private static final int MOST_WAITING = 3000;

    private static final Logger LOG = System.getLogger(OpenMicrophone.class.getName());

    private final BlockingQueue<Order> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Hearing.Listener listener;
    private final Thread ears;
    private final Thread pen;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean open = true;
    private volatile boolean deaf;

    OpenMicrophone(String microphone, Supplier<Scribe> scribe, Hearing.Listener listener) {
        this.listener = listener;
        pen = Thread.ofPlatform().daemon().name("hearing").unstarted(() -> write(scribe));
        ears = Thread.ofPlatform().daemon().name("ears").unstarted(() -> hear(microphone));
        // Each ends the other when it fails, so that both must be there before one begins.
        pen.start();
        ears.start();
    }

    private void hear(String name) {
        try (var microphone = Microphone.open(name, WhisperMel.SAMPLE_RATE_HZ)) {
            while (open) {
                var samples = microphone.read().sound().samples();
                listener.level(loudness(samples));
                if (!deaf && !waiting.offer(new Order.Sound(samples))) {
                    throw new StudioException("app.conversation.hearing.slow");
                }
            }
            waiting.put(new Order.End());
        } catch (InterruptedException _) {
            // Closed while the microphone was silent.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private static double loudness(float[] samples) {
        double power = 0;
        for (float sample : samples) {
            power += (double) sample * sample;
        }
        return Math.sqrt(power / Math.max(1, samples.length));
    }

    private void write(Supplier<Scribe> opening) {
        try (var scribe = opening.get()) {
            while (true) {
                switch (waiting.take()) {
                    case Order.Sound(var samples) -> tell(scribe.push(withWhatWaits(samples)));
                    // What was begun is thrown away with it.
                    case Order.GiveUp() -> scribe.finish();
                    case Order.End() -> {
                        tell(scribe.finish());
                        listener.over();
                        return;
                    }
                }
            }
        } catch (InterruptedException | CancellationException _) {
            // Closed; nobody waits for the sentence.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /// All the sound that has come while the last of it was written down, at once: or a machine
    /// that is a little too slow would fall further and further behind.
    private float[] withWhatWaits(float[] first) {
        var all = new ArrayList<float[]>(List.of(first));
        while (waiting.peek() instanceof Order.Sound(var next)) {
            all.add(next);
            waiting.remove();
        }
        var joined = new float[all.stream().mapToInt(samples -> samples.length).sum()];
        int at = 0;
        for (var samples : all) {
            System.arraycopy(samples, 0, joined, at, samples.length);
            at += samples.length;
        }
        return joined;
    }

    private void tell(List<LiveTranscriber.Heard> all) {
        for (var heard : all) {
            listener.heard(heard.text().strip(), heard.done());
        }
    }

    /// Whoever is first tells: closing makes the other thread stumble, too, and one sentence is
    /// enough.
    private void fail(RuntimeException why) {
        if (failed.getAndSet(true)) {
            return;
        }
        close();
        if (why instanceof StudioException known) {
            listener.failed(known);
        } else {
            LOG.log(Level.ERROR, "The microphone's sound can no longer be written down", why);
            listener.failed(new StudioException(why, "app.conversation.hearing.broken"));
        }
    }

    @Override
    public void deaf(boolean on) {
        if (on && !deaf) {
            // Full only when it fails anyway.
            waiting.offer(new Order.GiveUp());
        }
        deaf = on;
    }

    @Override
    public void finish() {
        open = false;
    }

    @Override
    public void close() {
        open = false;
        ears.interrupt();
        pen.interrupt();
    }
}
