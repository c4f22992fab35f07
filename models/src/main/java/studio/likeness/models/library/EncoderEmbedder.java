package studio.likeness.models.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// Runs a converted text encoder. Pooling and length one are in its graph.
final class EncoderEmbedder implements TextEmbedder {
    /// What bge was trained to see before a question, and not before what answers it (BAAI, v1.5).
    private static final String BGE_CHINESE = "为这个句子生成表示以用于检索相关文章：";

    private static final String BGE_ENGLISH =
            "Represent this sentence for searching relevant passages: ";

    private static final int CHINESE_VOCABULARY = 21_128;
    private static final int USUAL_LONGEST = 512;

    /// Together with their padding; more gains nothing and takes memory.
    private static final int BATCH_TOKENS = 2048;

    private final Owned owned;
    private final Tokenizer tokenizer;
    private final Session session;
    private final String id;
    private final String prefix;
    private final int longest;
    private final int size;
    private final int first;
    private final int last;

    private EncoderEmbedder(ModelFolder folder, Device device, Owned owned) {
        this.owned = owned;
        tokenizer = owned.own(LanguageFiles.tokenizer(folder.path()));
        session =
                owned.own(
                        Session.open(
                                folder.file(ModelFolder.ENCODER), device, SessionPlan.usual()));
        id = id(folder.manifest());
        prefix = prefix(folder.manifest(), tokenizer.size());
        longest =
                ConfigFile.read(folder.path(), ConfigFile.CONFIG)
                        .path("max_position_embeddings")
                        .asInt(USUAL_LONGEST);
        first = control("[CLS]");
        last = control("[SEP]");
        size = vectors(List.of(new int[] {first, last})).getFirst().length;
    }

    static TextEmbedder open(ModelFolder folder, Device device) {
        if (folder.manifest().kind() != Manifest.Kind.TEXT_ENCODER) {
            throw new StudioException("models.library.noEncoder", folder.id());
        }
        var owned = new Owned();
        try {
            return new EncoderEmbedder(folder, device, owned);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    private int control(String token) {
        return tokenizer
                .id(token)
                .orElseThrow(() -> new StudioException("models.library.noEncoderToken", token));
    }

    /// Rounded weights make other vectors, if only a little.
    private static String id(Manifest manifest) {
        return manifest.source().fingerprint()
                + " "
                + manifest.weights().getOrDefault("linear", "");
    }

    /// Nothing in a published folder says it but its name.
    private static String prefix(Manifest manifest, int vocabulary) {
        var names = (manifest.name() + " " + manifest.source().path()).toLowerCase(Locale.ROOT);
        if (!names.contains("bge")) {
            return "";
        }
        return vocabulary == CHINESE_VOCABULARY || names.contains("-zh")
                ? BGE_CHINESE
                : BGE_ENGLISH;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public float[] query(String text) {
        return vectors(List.of(ids(prefix + text))).getFirst();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        return vectors(texts.stream().map(this::ids).toList());
    }

    @Override
    public int tokens(List<String> texts) {
        return texts.stream().mapToInt(text -> ids(text).length).sum();
    }

    /// What is too long is cut: its beginning stands for it.
    private int[] ids(String text) {
        var plain = tokenizer.encode(text);
        int kept = Math.min(plain.length, longest - 2);
        var ids = new int[kept + 2];
        ids[0] = first;
        System.arraycopy(plain, 0, ids, 1, kept);
        ids[kept + 1] = last;
        return ids;
    }

    /// Texts of like lengths go together, so that little is computed for padding.
    List<float[]> vectors(List<int[]> texts) {
        var order =
                IntStream.range(0, texts.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> texts.get(i).length))
                        .toList();
        var vectors = new float[texts.size()][];
        for (int from = 0; from < order.size(); ) {
            int to = from + 1;
            while (to < order.size()
                    && (to + 1 - from) * texts.get(order.get(to)).length <= BATCH_TOKENS) {
                to++;
            }
            var batch = order.subList(from, to);
            var found = batch(batch.stream().map(texts::get).toList());
            for (int i = 0; i < batch.size(); i++) {
                vectors[batch.get(i)] = found.get(i);
            }
            from = to;
        }
        return List.of(vectors);
    }

    private List<float[]> batch(List<int[]> texts) {
        int time = texts.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        var ids = new long[texts.size() * time];
        var mask = new float[ids.length];
        for (int i = 0; i < texts.size(); i++) {
            for (int t = 0; t < texts.get(i).length; t++) {
                ids[i * time + t] = texts.get(i)[t];
                mask[i * time + t] = 1;
            }
        }
        var inputs =
                Map.of(
                        "input_ids", new Array.Longs(ids, texts.size(), time),
                        "attention_mask", new Array.Floats(mask, texts.size(), time));
        if (!(session.runFor("embedding", inputs) instanceof Array.Floats found)) {
            throw new StudioException("models.library.noEncoder", session);
        }
        var vectors = new ArrayList<float[]>();
        int width = found.size() / texts.size();
        for (int i = 0; i < texts.size(); i++) {
            vectors.add(Arrays.copyOfRange(found.values(), i * width, (i + 1) * width));
        }
        return vectors;
    }

    @Override
    public void close() {
        owned.close();
    }
}
