package studio.likeness.models.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.SafetensorsWriter.Entry;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.TorchDescent;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// How far learning is, on disk: weights, what the optimiser remembers, the best weights so far.
///
/// @param of what is learnt, and from what; another one's state is of no use
/// @param weights all, by name
/// @param best of those that are learnt, the values when the held-out loss was least
record LipCheckpoint(
        String of,
        Map<String, float[]> weights,
        TorchDescent.State descent,
        Map<String, float[]> best,
        int bestStep,
        double bestTrain,
        double bestHeldOut,
        double processorSeconds) {
    private static final String MEAN = "mean:";
    private static final String SQUARE = "square:";
    private static final String BEST = "best:";
    private static final String WEIGHT = "weight:";

    /// Replaces the file as a whole.
    void write(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        add(entries, WEIGHT, weights);
        add(entries, MEAN, descent.means());
        add(entries, SQUARE, descent.squares());
        add(entries, BEST, best);
        var words = new LinkedHashMap<String, String>();
        words.put("of", of);
        words.put("step", String.valueOf(descent.steps()));
        words.put("bestStep", String.valueOf(bestStep));
        words.put("bestTrain", String.valueOf(bestTrain));
        words.put("bestHeldOut", String.valueOf(bestHeldOut));
        words.put("processorSeconds", String.valueOf(processorSeconds));
        Files.createDirectories(file.toAbsolutePath().getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        SafetensorsWriter.write(part, entries, words);
        AtomicFile.move(part, file);
    }

    private static void add(ArrayList<Entry> entries, String kind, Map<String, float[]> values) {
        values.forEach((name, v) -> entries.add(Entry.of(kind + name, DType.F32, v, v.length)));
    }

    /// Empty where there is none, or one of another clip, another form, or cut off.
    static Optional<LipCheckpoint> read(Path file, String of) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var index = Checkpoints.open(file)) {
            var meta = index.meta();
            if (!meta.path("of").asText().equals(of)) {
                return Optional.empty();
            }
            var state =
                    new TorchDescent.State(
                            meta.path("step").asInt(), values(index, MEAN), values(index, SQUARE));
            return Optional.of(
                    new LipCheckpoint(
                            of,
                            values(index, WEIGHT),
                            state,
                            values(index, BEST),
                            meta.path("bestStep").asInt(),
                            meta.path("bestTrain").asDouble(),
                            meta.path("bestHeldOut").asDouble(),
                            meta.path("processorSeconds").asDouble()));
        } catch (StudioException e) {
            System.getLogger(LipCheckpoint.class.getName())
                    .log(System.Logger.Level.WARNING, "learning begins anew: " + file, e);
            return Optional.empty();
        }
    }

    private static Map<String, float[]> values(TensorIndex index, String kind) {
        var all = new LinkedHashMap<String, float[]>();
        for (var name : index.names()) {
            if (name.startsWith(kind)) {
                all.put(name.substring(kind.length()), index.get(name).floats());
            }
        }
        return all;
    }

    static Map<String, float[]> copy(Map<String, Learnt> weights) {
        var all = new LinkedHashMap<String, float[]>();
        weights.forEach((name, weight) -> all.put(name, weight.values().clone()));
        return all;
    }

    static void into(Map<String, float[]> values, Map<String, Learnt> weights) {
        values.forEach(
                (name, v) -> {
                    var weight = weights.get(name);
                    if (weight == null || weight.values().length != v.length) {
                        throw new IllegalArgumentException("no weight " + name + " of " + v.length);
                    }
                    System.arraycopy(v, 0, weight.values(), 0, v.length);
                });
    }
}
