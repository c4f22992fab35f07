package studio.likeness.models.library;

import java.io.IOException;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.Families;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;
import studio.likeness.models.modelfolder.Manifest.FileEntry;
import studio.likeness.models.modelfolder.ModelFolder;

/// What a model wants of a device's memory.
///
/// @param weights bytes of the weights as the studio keeps them
/// @param cache bytes of the keys and values of a conversation of usual length
/// @param rough whether it is guessed from the number of parameters alone
public record Need(long weights, long cache, boolean rough) {
    /// Tokens of a conversation of usual length.
    public static final int USUAL_CONTEXT = 4096;

    /// Measured: what is copied of mapped weights, and buffers, come to 0.11 of the weights.
    private static final long WORKING_SHARE = 9;

    /// The cache is kept in float32.
    private static final long NUMBER_BYTES = 4;

    /// Weights in 4 bits and tables in 8, scales included, come to about five bits a parameter.
    private static final double ROUGH_BITS = 5;

    /// All of it.
    public long bytes() {
        return weights + weights / WORKING_SHARE + cache;
    }

    /// Of one that is installed.
    public static Need of(ModelFolder model) {
        long weights =
                model.manifest().files().stream()
                        .filter(file -> file.name().endsWith(".weights"))
                        .mapToLong(FileEntry::bytes)
                        .sum();
        var frame = model.manifest().frame();
        long cache =
                frame.map(f -> cache(f.layers(), f.kvHeads(), f.headSize(), f.context()))
                        .orElse(0L);
        return new Need(weights == 0 ? model.manifest().bytes() : weights, cache, false);
    }

    /// Of a published one, once it is converted as is usual for its size; empty where that is not
    /// known.
    static Optional<Need> of(Recognized found) {
        if (!found.can(Use.CONVERT)) {
            return found.parameters() > 0
                    ? Optional.of(ofParameters(found.parameters()))
                    : Optional.empty();
        }
        try (var source = LanguageSource.open(found.path())) {
            long weights = converted(source, WeightChoice.suiting(found.parameters()));
            if (found.kind() == Kind.TEXT_ENCODER) {
                return Optional.of(new Need(weights, 0, false));
            }
            var frame = Families.of(source.config(), source.weights()).frame();
            return Optional.of(
                    new Need(
                            weights,
                            cache(
                                    frame.layers(),
                                    frame.kvHeads(),
                                    frame.headSize(),
                                    frame.context()),
                            false));
        } catch (IOException | StudioException e) {
            // Then converting it will say what the matter is.
            return Optional.of(ofParameters(found.parameters()));
        }
    }

    /// Of one of which no more is known.
    ///
    /// @param parameters more than 0
    static Need ofParameters(long parameters) {
        var suiting = WeightChoice.suiting(parameters);
        double bits = suiting == WeightChoice.FLOAT32 ? 32 : ROUGH_BITS;
        return new Need((long) (parameters * bits / 8), 0, true);
    }

    /// Bytes of a network's weights in a form; what has one dimension stays in float32.
    static long converted(LanguageSource source, WeightChoice choice) throws IOException {
        var plan = choice.plan();
        double bits = 0;
        for (var name : source.weights().names()) {
            var tensor = source.weights().get(name);
            var shape = tensor.shape();
            bits += tensor.elements() * (shape.length > 1 ? plan.bitsPerWeight(name, shape) : 32);
        }
        return (long) (bits / 8);
    }

    /// Keys and values of every layer.
    private static long cache(int layers, int kvHeads, int headSize, int context) {
        return 2L * layers * kvHeads * headSize * Math.min(context, USUAL_CONTEXT) * NUMBER_BYTES;
    }
}
