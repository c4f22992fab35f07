package studio.likeness.models.media;

import java.time.Duration;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// A microphone through Java Sound: the way on Windows, and where there is no sound server.
final class JavaSoundMicrophone implements Microphone {
    private static final int CHUNKS_A_SECOND = 50;
    /// A headset without wires may take 3 s to wake.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long NAP_MILLIS = 4;

    private final String id;
    private final int sampleRateHz;
    private final TargetDataLine line;
    private long given;

    private JavaSoundMicrophone(String id, int sampleRateHz, TargetDataLine line) {
        this.id = id;
        this.sampleRateHz = sampleRateHz;
        this.line = line;
    }

    static JavaSoundMicrophone open(String id, int sampleRateHz) throws LineUnavailableException {
        var line = JavaSound.line(TargetDataLine.class, id, sampleRateHz);
        // A shorter buffer than 100 ms loses samples on some systems.
        line.open(JavaSound.format(sampleRateHz), sampleRateHz / 5 * 2);
        line.start();
        return new JavaSoundMicrophone(id, sampleRateHz, line);
    }

    @Override
    public AudioChunk read() throws InterruptedException {
        int bytes = 2 * (sampleRateHz / CHUNKS_A_SECOND);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Its own blocking read swallows interrupts.
        while (line.available() < bytes) {
            if (!line.isOpen()) {
                throw new IllegalStateException("the microphone is closed");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StudioException("models.media.microphoneSilent", id);
            }
            Thread.sleep(NAP_MILLIS);
        }
        var data = new byte[bytes];
        int count = line.read(data, 0, bytes);
        var pts = Waveform.lengthOf(given, sampleRateHz);
        given += count / 2;
        return new AudioChunk(new Waveform(WavHeader.floats(data, count), sampleRateHz), pts);
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
