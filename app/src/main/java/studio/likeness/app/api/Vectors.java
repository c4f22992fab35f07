package studio.likeness.app.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import studio.likeness.app.api.Names.Target;
import studio.likeness.models.library.TextEmbedder;

/// Makes vectors of texts.
final class Vectors implements AutoCloseable {
    /// As OpenAI's server has it.
    private static final int MOST_TEXTS = 2048;

    private final Pool<TextEmbedder> embedders;

    Vectors(Host host) {
        // One serves all requests in turn: it is the same network.
        embedders = new Pool<>(1, host::embedder);
    }

    /// @param tokens of all texts together
    record Made(List<float[]> vectors, int tokens, Duration load, Duration total) {}

    /// @param dimensions how many numbers of each vector are wanted; the others are cut off, and
    ///     what is left gets length one again
    Made of(Target target, List<String> texts, OptionalLong dimensions, KeepAlive keep)
            throws InterruptedException {
        if (!(target instanceof Target.Encoder(_, var folder))) {
            throw Refused.field(
                    "model", "\"" + target.shortName() + "\" does not support embeddings");
        }
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw Refused.field("input", "input must be 1 to " + MOST_TEXTS + " texts");
        }
        if (texts.stream().anyMatch(String::isEmpty)) {
            throw Refused.field("input", "input must not be empty");
        }
        try (var turn = embedders.turn(folder.id())) {
            return Aside.call(() -> make(turn, texts, dimensions, keep));
        }
    }

    private static Made make(
            Pool<TextEmbedder>.Turn turn,
            List<String> texts,
            OptionalLong dimensions,
            KeepAlive keep) {
        long began = System.nanoTime();
        var embedder = turn.take(List.of());
        long ready = System.nanoTime();
        int size = (int) dimensions.orElse(embedder.size());
        if (size > embedder.size()) {
            throw Refused.field(
                    "dimensions", "dimensions must be 1 to " + embedder.size() + " for this model");
        }
        var vectors =
                embedder.passages(texts).stream()
                        .map(vector -> size == vector.length ? vector : cut(vector, size))
                        .toList();
        var made =
                new Made(
                        vectors,
                        embedder.tokens(texts),
                        Duration.ofNanos(ready - began),
                        Duration.ofNanos(System.nanoTime() - began));
        turn.giveBack(List.of(), keep);
        return made;
    }

    private static float[] cut(float[] vector, int size) {
        double square = 0;
        for (int i = 0; i < size; i++) {
            square += vector[i] * vector[i];
        }
        var cut = new float[size];
        for (int i = 0; i < size; i++) {
            cut[i] = square == 0 ? 0 : (float) (vector[i] / Math.sqrt(square));
        }
        return cut;
    }

    void sweep() {
        embedders.sweep(Instant.now());
    }

    @Override
    public void close() {
        embedders.close();
    }
}
