package studio.likeness.models.media;

import java.util.Arrays;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/// A speaker through Java Sound.
final class JavaSoundLine implements SoundLine {
    /// Its position moves in steps of 20 to 100 ms; between them the clock tells.
    private static final long LONGEST_STEP_NANOS = 120_000_000;

    private final SourceDataLine line;
    private final int sampleRateHz;
    private long base;
    private long reported;
    private long reportedAt;

    /// Opens and starts the line, with a queue of 100 ms.
    JavaSoundLine(SourceDataLine line, int sampleRateHz) throws LineUnavailableException {
        this.line = line;
        this.sampleRateHz = sampleRateHz;
        line.open(JavaSound.format(sampleRateHz), sampleRateHz / 10 * 2);
        line.start();
        rebase();
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int room() {
        return line.available() / 2;
    }

    @Override
    public void write(float[] samples, int from, int count) {
        var piece = Arrays.copyOfRange(samples, from, from + count);
        line.write(WavHeader.pcm16(piece), 0, 2 * count);
    }

    @Override
    public long heard() {
        long position = line.getLongFramePosition() - base;
        long now = System.nanoTime();
        if (position != reported) {
            reported = position;
            reportedAt = now;
        }
        long since = Math.min(now - reportedAt, LONGEST_STEP_NANOS);
        return reported + Math.round(since * (double) sampleRateHz / 1e9);
    }

    @Override
    public void empty() {
        line.stop();
        line.flush();
        line.start();
        rebase();
    }

    private void rebase() {
        base = line.getLongFramePosition();
        reported = 0;
        reportedAt = System.nanoTime();
    }

    @Override
    public void close() {
        line.stop();
        line.flush();
        line.close();
    }
}
