package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.DecoderGraph;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.WeightFile;

/// Writes a decoder's two graphs, as it is and with adapters, beside their one file of weights.
record DecoderGraphs(Decoder decoder, TensorIndex weights, GraphPlan plan) {
    private static final String WEIGHTS = "decoder.weights";

    void write(Path folder, Progress progress) throws IOException {
        try (var file = new WeightFile(folder.resolve(WEIGHTS))) {
            write(plan, file, folder.resolve(ModelFolder.DECODER), progress);
            // Tuned prefixes stand in the cache before the text, so positions are told.
            write(
                    plan.withAdapters().withExplicitPositions(),
                    file,
                    folder.resolve(ModelFolder.DECODER_WITH_ADAPTERS),
                    progress);
        }
    }

    private void write(GraphPlan plan, WeightFile file, Path graph, Progress progress)
            throws IOException {
        DecoderGraph.write(decoder, weights, plan, true, graph, file, progress);
    }
}
