package studio.likeness.models.voice.cloning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.language.tokenizer.Tokenizers;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.voice.text.Pronunciation;

/// What each Chinese character means where it stands: an inner layer of a text encoder that was
/// trained on characters (chinese-roberta-wwm-ext-large). Safe to use from several threads.
public final class Characters implements AutoCloseable {
    /// `input_ids` `[1, time]` to `meaning` `[1, time, 1024]`.
    public static final String GRAPH = "characters.onnx";

    private final Owned owned = new Owned();
    private final Tokenizer tokenizer;
    private final Session session;
    private final int first;
    private final int last;
    private final int unknown;

    private Characters(Path folder, Device device) {
        try {
            tokenizer = owned.own(Tokenizers.open(folder));
            session = owned.own(Session.open(folder.resolve(GRAPH), device, SessionPlan.usual()));
            first = control("[CLS]");
            last = control("[SEP]");
            unknown = control("[UNK]");
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// @param folder of a model of the kind TEXT_ENCODER that has the graph
    public static Characters open(Path folder, Device device) {
        return new Characters(folder, device);
    }

    private int control(String token) {
        return tokenizer
                .id(token)
                .orElseThrow(() -> new StudioException("models.voice.cloning.broken", token));
    }

    /// The meaning of each sound, `[1024][sounds]` row by row: that of its character.
    ///
    /// @param said in Chinese
    float[] of(Pronunciation said) {
        int[] characters = said.normalised().codePoints().toArray();
        var perCharacter = said.perCharacter();
        if (characters.length != perCharacter.size()) {
            throw new IllegalArgumentException(
                    "expected a count for each of %d characters, found %d"
                            .formatted(characters.length, perCharacter.size()));
        }
        var ids = new long[characters.length + 2];
        ids[0] = first;
        for (int i = 0; i < characters.length; i++) {
            ids[i + 1] = tokenizer.id(Character.toString(characters[i])).orElse(unknown);
        }
        ids[ids.length - 1] = last;
        var found =
                session.runFor("meaning", Map.of("input_ids", new Array.Longs(ids, 1, ids.length)));
        if (!(found instanceof Array.Floats(var meanings, _))) {
            throw new IllegalArgumentException("expected floats, found " + found);
        }
        return spread(meanings, perCharacter.stream().mapToInt(Integer::intValue).toArray());
    }

    private static float[] spread(float[] meanings, int[] perCharacter) {
        int sounds = Arrays.stream(perCharacter).sum();
        var all = new float[SemanticGraphs.BERT * sounds];
        int at = 0;
        for (int character = 0; character < perCharacter.length; character++) {
            for (int i = 0; i < perCharacter[character]; i++) {
                for (int k = 0; k < SemanticGraphs.BERT; k++) {
                    all[k * sounds + at] = meanings[(character + 1) * SemanticGraphs.BERT + k];
                }
                at++;
            }
        }
        return all;
    }

    @Override
    public void close() {
        owned.close();
    }
}
