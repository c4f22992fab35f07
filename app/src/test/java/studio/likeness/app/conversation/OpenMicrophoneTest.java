package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.LiveTranscriber.Heard;
import studio.likeness.models.speech.LoudnessActivity;
import studio.likeness.models.speech.SpeechSegments;
import studio.likeness.models.speech.SpeechStream;

/// A real file played into the microphone, and the real cutting of speech; only what writes is a
/// stand-in that counts.
class OpenMicrophoneTest {
    private static final int RATE = 16_000;

    @TempDir Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void speak() {
        // Half a second of hum, a second of silence, and again, softly noisy throughout.
        var samples = new float[3 * RATE];
        for (int i = 0; i < samples.length; i++) {
            boolean speaks = i % (3 * RATE / 2) < RATE / 2;
            double hum = speaks ? 0.3 * Math.sin(i * 0.08) * Math.sin(i * 0.0008) : 0;
            samples[i] = (float) (hum + 1e-4 * Math.sin(i * 1.7));
        }
        SoundFile.writeWav(new Waveform(samples, RATE), folder.resolve("said.wav"));
    }

    private OpenMicrophone open(OpenMicrophone.Scribe scribe) {
        return open("file:" + folder.resolve("said.wav"), scribe);
    }

    private OpenMicrophone open(String name, OpenMicrophone.Scribe scribe) {
        return open(name, () -> scribe);
    }

    private OpenMicrophone open(String name, Supplier<OpenMicrophone.Scribe> scribe) {
        return new OpenMicrophone(
                name,
                scribe,
                new Hearing.Listener() {
                    @Override
                    public void level(double rms) {
                        assertTrue(rms >= 0 && rms <= 1);
                    }

                    @Override
                    public void heard(String text, boolean done) {
                        told.add(text + (done ? "." : "…"));
                    }

                    @Override
                    public void over() {
                        told.add("over");
                    }

                    @Override
                    public void failed(StudioException why) {
                        told.add(why.key());
                    }
                });
    }

    private String next() throws InterruptedException {
        var word = told.poll(20, TimeUnit.SECONDS);
        return word == null ? "nothing came" : word;
    }

    @Test
    void tellsSentenceAfterSentenceAndTheEnd() throws InterruptedException {
        var counting = new Counting();
        try (var microphone = open(counting)) {
            assertEquals("sentence 1.", next());
            assertEquals("sentence 2.", next());
            microphone.finish();
            assertEquals("over", next());
        }
    }

    @Test
    void theRestIsWrittenBeforeItIsOver() throws InterruptedException {
        var counting = new Counting();
        try (var microphone = open(counting)) {
            assertTrue(counting.begun.poll(20, TimeUnit.SECONDS) != null, "somebody speaks");
            microphone.finish();
            assertEquals("sentence 1.", next());
            assertEquals("over", next());
        }
    }

    @Test
    void deafItGivesUpWhatWasBegun() throws InterruptedException {
        var counting = new Counting();
        try (var microphone = open(counting)) {
            assertTrue(counting.begun.poll(20, TimeUnit.SECONDS) != null, "somebody speaks");
            microphone.deaf(true);
            Thread.sleep(700);
            microphone.deaf(false);
            assertEquals("sentence 2.", next());
            assertEquals(List.of(), new ArrayList<>(told));
        }
    }

    @Test
    void tellsOnceThatWritingBrokeOff() throws InterruptedException {
        var broken =
                new Counting() {
                    @Override
                    public List<Heard> push(float[] samples) {
                        throw new IllegalStateException("a graph that is broken");
                    }
                };
        try (var _ = open(broken)) {
            assertEquals("app.conversation.hearing.broken", next());
            assertTrue(broken.closed.await(20, TimeUnit.SECONDS), "the writer is let go of");
            Thread.sleep(200); // ten sounds later
            assertEquals(List.of(), new ArrayList<>(told));
        }
    }

    @Test
    void tellsThatTheWriterCouldNotBeOpened() throws InterruptedException {
        Supplier<OpenMicrophone.Scribe> opening =
                () -> {
                    throw new UncheckedIOException(new IOException("the disk is gone"));
                };
        try (var _ = open("file:" + folder.resolve("said.wav"), opening)) {
            assertEquals("app.conversation.hearing.broken", next());
        }
    }

    @Test
    void saysThatThereIsNoMicrophone() throws InterruptedException {
        try (var _ = open("file:" + folder.resolve("missing.wav"), new Counting())) {
            assertTrue(next().startsWith("models.media."));
        }
    }

    /// Counts the sentences instead of writing them down.
    private static class Counting implements OpenMicrophone.Scribe {
        final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
        final CountDownLatch closed = new CountDownLatch(1);
        private final SpeechStream stream =
                new SpeechStream(
                        new LoudnessActivity(),
                        new SpeechSegments(0.5, 100, 500, 30, Double.POSITIVE_INFINITY));
        private int sentences;

        @Override
        public List<Heard> push(float[] samples) {
            return follow(stream.push(samples));
        }

        @Override
        public List<Heard> finish() {
            return follow(stream.finish());
        }

        private List<Heard> follow(List<SpeechStream.Event> events) {
            var heard = new ArrayList<Heard>();
            for (var event : events) {
                switch (event) {
                    case SpeechStream.Event.Started(long at) -> begun.add(at);
                    case SpeechStream.Event.Ended _ ->
                            heard.add(new Heard(" sentence " + ++sentences, true));
                }
            }
            return heard;
        }

        @Override
        public void close() {
            stream.finish();
            closed.countDown();
        }
    }
}
