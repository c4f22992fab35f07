package studio.likeness.models.voice.cloning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import studio.likeness.models.job.Owned;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.DecoderModel;
import studio.likeness.models.runtime.DecodingPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Positions;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// A converted network that chooses codes, loaded. Safe to use from several threads.
public final class SemanticModel implements AutoCloseable {
    private final Owned owned = new Owned();
    private final SemanticSettings settings;
    private final Session begin;
    private final DecoderModel step;

    private SemanticModel(Path folder, Device device) {
        settings = SemanticSettings.read(folder);
        try {
            var plan = SessionPlan.usual();
            begin = owned.own(Session.open(folder.resolve(SemanticGraphs.BEGIN), device, plan));
            step = owned.own(DecoderModel.open(folder.resolve(ModelFolder.DECODER), device, plan));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// @param folder of a model of the kind SPEECH_CODES
    /// @throws studio.likeness.models.job.StudioException when it is none, or cannot be loaded
    public static SemanticModel open(Path folder, Device device) {
        return new SemanticModel(folder, device);
    }

    public SemanticSettings settings() {
        return settings;
    }

    /// What is to be said, and how the voice has said something before.
    ///
    /// @param sounds phonemes, those of the reference before those of the text
    /// @param meaning of each, `[1024][sounds]` row by row; zeros where nothing is known
    /// @param prompt codes of the reference; empty where its text is not known
    /// @param spoken of the sounds, how many are to be said
    public record Request(long[] sounds, float[] meaning, long[] prompt, int spoken) {
        public Request {
            if (sounds.length == 0
                    || meaning.length != sounds.length * SemanticGraphs.BERT
                    || spoken < 1
                    || spoken > sounds.length) {
                throw new IllegalArgumentException(
                        "expected 1 to %d sounds and 1024 numbers for each, found %d of %d sounds and %d numbers"
                                .formatted(sounds.length, spoken, sounds.length, meaning.length));
            }
        }
    }

    /// Begins to choose codes; one seed, one outcome.
    public CodeStream choose(Request request, Sampling sampling, long seed) {
        var sounds = request.sounds();
        int time = sounds.length;
        var prompt = request.prompt();
        var found =
                begin.run(
                        Map.of(
                                "phonemes",
                                new Array.Longs(sounds, 1, time),
                                "bert",
                                new Array.Floats(request.meaning(), 1, SemanticGraphs.BERT, time),
                                "codes",
                                new Array.Longs(prompt, 1, prompt.length)));
        var keys = new ArrayList<Array.Floats>();
        var values = new ArrayList<Array.Floats>();
        for (int layer = 0; layer < settings.layers(); layer++) {
            keys.add(floats(found, SemanticGraphs.keys(layer)));
            values.add(floats(found, SemanticGraphs.values(layer)));
        }
        int most = CodeStream.most(request.spoken());
        var plan =
                DecodingPlan.of(most)
                        .withPrefix(new DecodingPlan.Prefix(keys, values))
                        .withPositions(after(prompt.length));
        return new CodeStream(
                step.start(plan),
                floats(found, "logits").values(),
                new SemanticChoice(sampling.penalty(), prompt),
                sampling,
                settings.codes(),
                most,
                seed);
    }

    /// Codes are counted among themselves, the reference's first.
    private static Positions after(int prompt) {
        return at -> {
            var positions = new long[at.ids().length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = (long) prompt + at.before() + i;
            }
            return new Array.Longs(positions, 1, positions.length);
        };
    }

    private static Array.Floats floats(Map<String, Array> found, String name) {
        if (Objects.requireNonNull(found.get(name), name) instanceof Array.Floats floats) {
            return floats;
        }
        throw new IllegalArgumentException("expected floats for " + name);
    }

    @Override
    public void close() {
        owned.close();
    }
}
