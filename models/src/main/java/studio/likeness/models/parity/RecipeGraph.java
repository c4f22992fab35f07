package studio.likeness.models.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.DecoderGraph;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.WeightFile;

/// A recipe's decoder as a graph.
final class RecipeGraph {
    private RecipeGraph() {}

    /// @param lastOnly whether only the last token's logits are given
    static void write(
            Recipe recipe, GraphPlan plan, boolean lastOnly, Path graph, Path weightFile) {
        try (var file = new WeightFile(weightFile)) {
            DecoderGraph.write(
                    recipe.decoder(),
                    recipe.weights(),
                    plan,
                    lastOnly,
                    graph,
                    file,
                    Progress.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A cache; positions of their own where something stands before the text; adapters where there
    /// is one.
    static GraphPlan plan(Recipe recipe) {
        var plan = GraphPlan.decoder(GraphPlan.Precision.F32, recipe.plan()).withExact(true);
        var placed = recipe.prefix().isPresent() ? plan.withExplicitPositions() : plan;
        return recipe.adapts() ? placed.withAdapters() : placed;
    }
}
