package studio.likeness.models.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Writes a take to disk while it is spoken, so that a crash costs at most its last second.
/// [#recover] turns what a crash left into an ordinary file. May be asked from several threads; an
/// interrupt does not reach the file.
public final class SoundRecorder implements AutoCloseable {
    /// What a power cut costs; a killed program loses less.
    private static final Duration BETWEEN_SYNCS = Duration.ofMillis(500);

    private final Path file;

    // Not a FileChannel, which an interrupt of the writing thread would close for good.
    private final RandomAccessFile out;

    private Resampler resampler = new Resampler(1, 1);
    private int sampleRateHz;
    private long samples;
    private long synced;
    private boolean closed;

    private SoundRecorder(Path file, RandomAccessFile out) {
        this.file = file;
        this.out = out;
    }

    /// 16-bit WAV at the rate of the first chunk. Replaces what is there.
    public static SoundRecorder create(Path file) {
        try {
            var out = new RandomAccessFile(file.toFile(), "rw");
            out.setLength(0);
            return new SoundRecorder(file, out);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    public synchronized void write(AudioChunk chunk) {
        if (closed) {
            throw new IllegalStateException("the take is closed");
        }
        int rate = chunk.sound().sampleRateHz();
        try {
            if (sampleRateHz == 0) {
                sampleRateHz = rate;
                out.write(WavHeader.of(rate, 0));
            }
            if (resampler.fromHz() != rate) {
                append(resampler.flush());
                resampler = new Resampler(rate, sampleRateHz);
            }
            append(resampler.push(chunk.sound().samples()));
            if (Waveform.lengthOf(samples - synced, sampleRateHz).compareTo(BETWEEN_SYNCS) >= 0) {
                sync();
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private void append(float[] sound) throws IOException {
        out.write(WavHeader.pcm16(sound));
        samples += sound.length;
    }

    private void sync() throws IOException {
        finishHeader(out, sampleRateHz, samples);
        out.seek(WavHeader.BYTES + 2 * samples);
        out.getFD().sync();
        synced = samples;
    }

    private static void finishHeader(RandomAccessFile file, int sampleRateHz, long samples)
            throws IOException {
        file.seek(0);
        file.write(WavHeader.of(sampleRateHz, 2 * samples));
    }

    public synchronized Duration recorded() {
        return sampleRateHz == 0 ? Duration.ZERO : Waveform.lengthOf(samples, sampleRateHz);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (sampleRateHz > 0) {
                append(resampler.flush());
                sync();
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /// Repairs a take whose writer died; returns how much of it there is. A whole take stays as it
    /// is.
    public static Duration recover(Path file) {
        if (!Files.isRegularFile(file)) { // which opening would create
            throw new StudioException("models.media.missing", file.getFileName());
        }
        try (var take = new RandomAccessFile(file.toFile(), "rw")) {
            var header = new byte[(int) Math.min(take.length(), WavHeader.BYTES)];
            take.readFully(header);
            int sampleRateHz = WavHeader.sampleRateIn(header);
            long samples = (take.length() - WavHeader.BYTES) / 2;
            if (sampleRateHz == 0 || samples == 0) {
                throw new StudioException("models.media.nothingToRecover", file.getFileName());
            }
            take.setLength(WavHeader.BYTES + 2 * samples); // half a sample may have been written
            finishHeader(take, sampleRateHz, samples);
            take.getFD().sync();
            return Waveform.lengthOf(samples, sampleRateHz);
        } catch (IOException e) {
            throw new StudioException(e, "models.media.nothingToRecover", file.getFileName());
        }
    }

    private static StudioException cannotWrite(Path file, IOException why) {
        return new StudioException(why, "models.media.cannotWrite", file.getFileName());
    }
}
