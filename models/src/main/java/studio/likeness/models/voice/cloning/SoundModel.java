package studio.likeness.models.voice.cloning;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.Owned;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// A converted network that makes a sound of codes, loaded. Safe to use from several threads.
public final class SoundModel implements AutoCloseable {
    private final Owned owned = new Owned();
    private final SoundSettings settings;
    private final Path folder;
    private final Device device;
    private final Session latent;
    private final Session vocoder;

    private SoundModel(Path folder, Device device) {
        this.folder = folder;
        this.device = device;
        settings = SoundSettings.read(folder);
        try {
            var plan = SessionPlan.usual();
            latent = owned.own(Session.open(folder.resolve(SoundGraphs.LATENT), device, plan));
            vocoder = owned.own(Session.open(folder.resolve(SoundGraphs.VOCODER), device, plan));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// @param folder of a model of the kind VOICE_CLONING
    /// @throws studio.likeness.models.job.StudioException when it is none, or cannot be loaded
    public static SoundModel open(Path folder, Device device) {
        return new SoundModel(folder, device);
    }

    public SoundSettings settings() {
        return settings;
    }

    /// What a reference sounds like; its shape is `[1, size, 1]`.
    ///
    /// @param spectrogram `[bins][frames]`
    /// @param speaker for those that listen to one
    float[] voice(float[][] spectrogram, Optional<float[]> speaker) {
        int frames = spectrogram[0].length;
        var flat = new float[spectrogram.length * frames];
        for (int bin = 0; bin < spectrogram.length; bin++) {
            System.arraycopy(spectrogram[bin], 0, flat, bin * frames, frames);
        }
        var inputs = new LinkedHashMap<String, Array>();
        inputs.put("reference", new Array.Floats(flat, 1, spectrogram.length, frames));
        speaker.ifPresent(
                vector -> inputs.put("speaker", new Array.Floats(vector, 1, vector.length)));
        // Once for a reference: opened for one use, its weights are mapped.
        try (var session = open(SoundGraphs.VOICE)) {
            return floats(session.runFor("voice", inputs));
        }
    }

    /// Which codes a reference says.
    ///
    /// @param content `[768][time]`, row by row
    long[] codes(float[] content, int width) {
        try (var session = open(SoundGraphs.CODES)) {
            var input = new Array.Floats(content, 1, width, content.length / width);
            var found = session.runFor("codes", Map.of("content", input));
            if (found instanceof Array.Longs(var codes, _)) {
                return codes;
            }
            throw new IllegalArgumentException("expected integers, found " + found);
        }
    }

    private Session open(String graph) {
        return Session.open(folder.resolve(graph), device, SessionPlan.usual());
    }

    /// @param noise `[channels][frames]`, row by row
    /// @return `[channels][frames]`, likewise
    float[] latent(long[] codes, long[] sounds, float[] voice, float[] noise) {
        int frames = noise.length / settings.channels();
        return floats(
                latent.runFor(
                        "latent",
                        Map.of(
                                "codes",
                                new Array.Longs(codes, 1, 1, codes.length),
                                "phonemes",
                                new Array.Longs(sounds, 1, sounds.length),
                                "voice",
                                new Array.Floats(voice, 1, voice.length, 1),
                                "noise",
                                new Array.Floats(noise, 1, settings.channels(), frames))));
    }

    /// @param latent what [#latent] gave, or some frames of it
    /// @return samples, `frames * hop`
    float[] vocode(float[] latent, float[] voice) {
        int frames = latent.length / settings.channels();
        return floats(
                vocoder.runFor(
                        "sound",
                        Map.of(
                                "latent",
                                new Array.Floats(latent, 1, settings.channels(), frames),
                                "voice",
                                new Array.Floats(voice, 1, voice.length, 1))));
    }

    private static float[] floats(Array array) {
        if (array instanceof Array.Floats(var values, _)) {
            return values;
        }
        throw new IllegalArgumentException("expected floats, found " + array);
    }

    @Override
    public void close() {
        owned.close();
    }
}
