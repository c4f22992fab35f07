package studio.likeness.models.voice.conversion;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.content.ContentEncoder;
import studio.likeness.models.voice.pitch.PitchTrack;
import studio.likeness.models.voice.pitch.PitchTracker;
import studio.likeness.models.voice.pitch.PitchTrackers;
import studio.likeness.models.voice.preparation.Slicer;

/// Says in the voice of a so-vits-svc model what another voice has said: pauses stay silent, the
/// rest is heard, its pitch followed, and spoken anew. Not thread-safe.
public final class VoiceConverter implements AutoCloseable {
    /// Longer recordings are cut there: they would not fit into memory.
    private static final Duration LONGEST = Duration.ofHours(2);

    /// As so-vits-svc sets it for converting.
    private static final Slicer SLICER = new Slicer(-40, 5000, 300, 20, 5000);

    /// Silence or sound around each piece, which the network needs and nobody hears.
    private static final double CONTEXT_SECONDS = 0.5;

    /// Longer pieces are converted part by part.
    private static final int MOST_SECONDS = 20;

    /// In which one part becomes the next.
    private static final double FADE_SECONDS = 0.25;

    /// Quieter pieces stay silent.
    private static final float SILENT = 1e-3f;

    private final ConverterNetwork network;
    private final ContentEncoder encoder;
    private final PitchTracker pitch;
    private final Map<Integer, ContentMix> mixes;
    private final Owned owned = new Owned();
    private final int hop;
    private final int rate;

    /// @param network closed with the converter, and the others too
    /// @param mixes of speakers by their numbers
    public VoiceConverter(
            ConverterNetwork network,
            ContentEncoder encoder,
            PitchTracker pitch,
            Map<Integer, ContentMix> mixes) {
        this.network = owned.own(network);
        this.encoder = owned.own(encoder);
        this.pitch = owned.own(pitch);
        this.mixes = Map.copyOf(mixes);
        hop = network.hop();
        rate = network.settings().sampleRateHz();
    }

    /// With the encoder that the model was taught with, and the best pitch tracker there is.
    ///
    /// @param model of the kind VOICE_CONVERSION
    /// @param models where the encoder and the tracker are looked for
    /// @throws StudioException when the encoder is not installed
    public static VoiceConverter open(ModelFolder model, ModelFolders models, Device device) {
        return open(model, Optional.empty(), Optional.empty(), models, device);
    }

    /// With the encoder and the tracker that somebody chose.
    ///
    /// @param content of the kind SPEECH_CONTENT; empty for one that fits
    /// @param chosen of the kind PITCH; empty for the best there is
    public static VoiceConverter open(
            ModelFolder model,
            Optional<ModelFolder> content,
            Optional<ModelFolder> chosen,
            ModelFolders models,
            Device device) {
        var settings = ConverterSettings.read(model.path());
        var heard =
                content.or(() -> ContentEncoder.find(models, settings.content()))
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.voice.conversion.noContent",
                                                settings.content().word()));
        var owned = new Owned();
        try {
            var network = owned.own(ConverterNetwork.open(model.path(), device));
            var encoder = owned.own(ContentEncoder.open(heard.path(), settings.content(), device));
            var pitch =
                    owned.own(
                            chosen.map(one -> PitchTrackers.open(one, device))
                                    .orElseGet(() -> PitchTrackers.open(models, device)));
            return new VoiceConverter(
                    network, encoder, pitch, ContentMixes.read(model.path(), settings));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    public ConverterSettings settings() {
        return network.settings();
    }

    /// Which tracker follows the pitch, for people.
    public String pitchTracker() {
        return pitch.name();
    }

    /// @param sound of any rate
    /// @return as long, at the model's rate
    /// @throws java.util.concurrent.CancellationException when cancelled
    public Waveform convert(Waveform sound, ConversionOptions options, Progress progress) {
        int speaker = settings().speaker(options.speaker());
        var samples = Resampler.resample(sound, rate).samples();
        var out = new float[samples.length];
        for (var part : parts(samples)) {
            progress.at(part.from(), samples.length, "models.voice.conversion.converting");
            var spoken = spoken(samples, part, speaker, options);
            part.into(out, spoken);
        }
        progress.at(samples.length, samples.length, "models.voice.conversion.converting");
        return new Waveform(
                limited(Envelope.applied(out, samples, rate, options.envelope())), rate);
    }

    /// Reads a recording or a video's sound, and writes a WAV that says in its tags that it was
    /// generated. The file is replaced as a whole, at the end.
    public Waveform convert(Path in, Path out, ConversionOptions options, Progress progress) {
        var sound = MediaReader.readSound(in, rate, LONGEST);
        var converted = convert(sound, options, progress);
        SoundFile.writeWav(
                converted, out, Map.of("comment", Words.say("models.voice.conversion.label")));
        return converted;
    }

    /// What is converted at once.
    ///
    /// @param from first sample
    /// @param to behind the last
    /// @param fadeIn samples in which it takes over from the part before
    private record Part(int from, int to, int fadeIn) {
        void into(float[] out, float[] spoken) {
            for (int i = 0; i < to - from; i++) {
                double share = i < fadeIn ? (i + 0.5) / fadeIn : 1;
                out[from + i] = (float) (share * spoken[i] + (1 - share) * out[from + i]);
            }
        }
    }

    private List<Part> parts(float[] samples) {
        var parts = new ArrayList<Part>();
        int fade = (int) (FADE_SECONDS * rate);
        for (var piece : SLICER.slice(samples, rate)) {
            int to = Math.min(piece.to(), samples.length);
            if (loudest(samples, piece.from(), to) < SILENT) {
                continue;
            }
            int count = Math.max(1, Math.ceilDiv(to - piece.from(), MOST_SECONDS * rate));
            int step = Math.ceilDiv(to - piece.from(), count);
            for (int i = 0; i < count; i++) {
                int from = piece.from() + i * step;
                int before = i == 0 ? 0 : fade;
                parts.add(new Part(from - before, Math.min(from + step, to), before));
            }
        }
        return parts;
    }

    private static float loudest(float[] samples, int from, int to) {
        float loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }

    /// One part with what lies around it.
    private float[] spoken(float[] samples, Part part, int speaker, ConversionOptions options) {
        int before = Math.ceilDiv((int) (CONTEXT_SECONDS * rate), hop) * hop;
        int frames = Math.ceilDiv(part.to() - part.from() + 2 * before, hop);
        var padded = new float[frames * hop];
        int from = Math.max(0, part.from() - (part.fadeIn() > 0 ? before : 0));
        System.arraycopy(samples, from, padded, before - (part.from() - from), part.to() - from);
        var piece = piece(padded, speaker, options, part.from() / hop, 0);
        var spoken =
                network.sound(piece, speaker, options.noise(), options.seed(), options.ownPitch());
        return Arrays.copyOfRange(spoken, before, before + part.to() - part.from());
    }

    /// What the network is told of some sound.
    ///
    /// @param samples at the model's rate, whole frames
    /// @param firstFrame of the stream
    /// @param turns of the pitch before
    ConverterNetwork.Piece piece(
            float[] samples,
            int speaker,
            ConversionOptions options,
            long firstFrame,
            double turns) {
        int frames = samples.length / hop;
        var heard =
                Resampler.resample(new Waveform(samples, rate), ContentEncoder.SAMPLE_RATE_HZ)
                        .samples();
        var content = encoder.features(heard);
        var mix = Optional.ofNullable(mixes.get(speaker));
        if (options.mix() > 0) {
            content =
                    mix.orElseThrow(() -> new StudioException("models.voice.conversion.noMix"))
                            .mixed(content, options.mix());
        }
        var track = PitchTrack.of(pitch.track(heard), frames);
        var hertz = track.hertz();
        double factor = Math.pow(2, options.semitones() / 12);
        for (int t = 0; t < frames; t++) {
            hertz[t] *= (float) factor;
        }
        return new ConverterNetwork.Piece(
                Frames.stretched(content, frames, settings().stretch()),
                hertz,
                track.voiced(),
                settings().loudness() ? Frames.loudness(samples, hop) : new float[frames],
                firstFrame,
                turns);
    }

    ConverterNetwork network() {
        return network;
    }

    int hop() {
        return hop;
    }

    private static float[] limited(float[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.clamp(samples[i], -1f, 1f);
        }
        return samples;
    }

    @Override
    public void close() {
        owned.close();
    }
}
