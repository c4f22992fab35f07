package studio.likeness.models.voice.conversion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// Tables of speakers' vectors beside a converter: one tensor a speaker, under the speaker's name.
/// An index of features goes before clusters.
public final class ContentMixes {
    static final String CLUSTERS = "clusters.safetensors";
    static final String FEATURES = "features.safetensors";

    /// scikit-learn's name for what so-vits-svc keeps.
    private static final String CENTRES = ".cluster_centers_";

    private ContentMixes() {}

    /// Takes the centres out of a published `kmeans_*.pt`.
    ///
    /// @return whether there are any of this width
    public static boolean keepClusters(TensorIndex published, int width, Path folder)
            throws IOException {
        var entries = new ArrayList<SafetensorsWriter.Entry>();
        for (var name : published.names()) {
            var tensor = published.get(name);
            if (name.endsWith(CENTRES)
                    && tensor.shape().length == 2
                    && tensor.shape()[1] == width) {
                var speaker = name.substring(0, name.length() - CENTRES.length());
                entries.add(entry(speaker, tensor.floats(), tensor.shape()));
            }
        }
        return write(entries, folder.resolve(CLUSTERS));
    }

    /// Keeps an index of a speaker's features, as they come out of the encoder; what FAISS keeps
    /// cannot be read, but it is made of no more than these.
    ///
    /// @param vectors `[count][width]`
    public static void keepFeatures(String speaker, float[][] vectors, Path folder)
            throws IOException {
        int width = vectors[0].length;
        var flat = new float[vectors.length * width];
        for (int k = 0; k < vectors.length; k++) {
            System.arraycopy(vectors[k], 0, flat, k * width, width);
        }
        write(List.of(entry(speaker, flat, vectors.length, width)), folder.resolve(FEATURES));
    }

    private static SafetensorsWriter.Entry entry(String speaker, float[] values, long... shape) {
        return SafetensorsWriter.Entry.of(speaker, DType.F32, values, shape);
    }

    private static boolean write(List<SafetensorsWriter.Entry> entries, Path file)
            throws IOException {
        if (entries.isEmpty()) {
            return false;
        }
        SafetensorsWriter.write(file, entries, Map.of());
        return true;
    }

    /// By the speakers' numbers; none where nothing is kept.
    static Map<Integer, ContentMix> read(Path folder, ConverterSettings settings) {
        var mixes = new HashMap<Integer, ContentMix>();
        read(folder.resolve(CLUSTERS), ContentMix.CENTRES, settings, mixes);
        read(folder.resolve(FEATURES), ContentMix.FEATURES, settings, mixes);
        return mixes;
    }

    private static void read(
            Path file, int neighbours, ConverterSettings settings, Map<Integer, ContentMix> mixes) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (var index = Checkpoints.open(file)) {
            for (var name : index.names()) {
                var number = settings.speakers().get(name);
                if (number != null) {
                    mixes.put(number, new ContentMix(rows(index.get(name)), neighbours));
                }
            }
        }
    }

    private static float[][] rows(Tensor tensor) {
        int width = (int) tensor.shape()[1];
        var rows = new float[(int) tensor.shape()[0]][width];
        for (int k = 0; k < rows.length; k++) {
            tensor.read((long) k * width, rows[k], 0, width);
        }
        return rows;
    }
}
