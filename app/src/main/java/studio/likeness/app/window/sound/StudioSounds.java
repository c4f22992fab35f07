package studio.likeness.app.window.sound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import studio.likeness.app.Settings;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.SoundRecorder;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Sound through the machine's own devices.
public final class StudioSounds implements Sounds {
    /// What recordings are made at; also the highest rate that is shown.
    private static final int RATE = 48_000;

    /// Up to here a sound is shown and heard at its own rate: 115 MB of samples.
    private static final Duration SHORT = Duration.ofMinutes(10);

    private static final int RATE_OF_LONG = 16_000;

    /// The rest of a longer sound is not shown; 115 MB as well.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Supplier<Settings> settings;

    public StudioSounds(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Waveform read(Path file) {
        var info = MediaReader.probe(file);
        int own = Math.clamp(info.sampleRateHz(), 8_000, RATE);
        return MediaReader.readSound(
                file, info.length().compareTo(SHORT) <= 0 ? own : RATE_OF_LONG, LONGEST);
    }

    @Override
    public Speaker speaker(int sampleRateHz) {
        var speaker = Speaker.open(settings.get().speaker(), sampleRateHz);
        speaker.volume(settings.get().volume());
        return speaker;
    }

    @Override
    public Microphone microphone() {
        return Microphone.open(settings.get().microphone(), RATE);
    }

    @Override
    public String microphoneName() {
        var id = settings.get().microphone();
        if (id.startsWith("file:")) {
            return String.valueOf(Path.of(id.substring("file:".length())).getFileName());
        }
        return Microphone.devices().stream()
                .filter(device -> device.id().equals(id))
                .map(Microphone.Device::name)
                .findFirst()
                .orElse(id);
    }

    @Override
    public TakeFile record(Path file) {
        var recorder = SoundRecorder.create(file);
        return new TakeFile() {
            @Override
            public void write(AudioChunk chunk) {
                recorder.write(chunk);
            }

            @Override
            public void close() {
                recorder.close();
            }
        };
    }

    @Override
    public void write(Path file, Waveform sound) {
        try (var recorder = SoundRecorder.create(file)) {
            recorder.write(new AudioChunk(sound, Duration.ZERO));
        }
    }

    @Override
    public Duration recover(Path file) {
        return SoundRecorder.recover(file);
    }
}
