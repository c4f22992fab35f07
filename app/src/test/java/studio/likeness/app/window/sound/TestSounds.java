package studio.likeness.app.window.sound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import studio.likeness.app.Settings;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Real files; a speaker that is in a hurry; and a microphone that hears a tone as loud as one
/// says, ten times as fast as it sounds.
public final class TestSounds implements Sounds {
    private static final int RATE = 48_000;

    public final HastySpeaker speaker = new HastySpeaker();
    public volatile float loudness = 0.25f;
    public volatile boolean unplugged;
    public final AtomicInteger opened = new AtomicInteger();
    private final Sounds files = new StudioSounds(() -> Settings.DEFAULT);

    @Override
    public Waveform read(Path file) {
        return files.read(file);
    }

    @Override
    public Speaker speaker(int sampleRateHz) {
        return speaker;
    }

    @Override
    public String microphoneName() {
        return "Test microphone";
    }

    @Override
    public Microphone microphone() {
        if (unplugged) {
            throw new StudioException("app.window.unexpected", "unplugged");
        }
        opened.incrementAndGet();
        return new Tone();
    }

    @Override
    public TakeFile record(Path file) {
        return files.record(file);
    }

    @Override
    public void write(Path file, Waveform sound) {
        files.write(file, sound);
    }

    @Override
    public Duration recover(Path file) {
        return files.recover(file);
    }

    private final class Tone implements Microphone {
        private long at;

        @Override
        public AudioChunk read() throws InterruptedException {
            Thread.sleep(2);
            var samples = new float[RATE / 50];
            for (int i = 0; i < samples.length; i++) {
                double swell = 0.6 + 0.4 * Math.sin((at + i) / 9_000.0);
                double tone = 1.2 * Math.sin((at + i) * 2 * Math.PI * 220 / RATE);
                samples[i] = (float) Math.clamp(loudness * swell * tone, -1, 1);
            }
            var chunk = new AudioChunk(new Waveform(samples, RATE), Waveform.lengthOf(at, RATE));
            at += samples.length;
            return chunk;
        }

        @Override
        public void close() {
            opened.decrementAndGet();
        }
    }
}
