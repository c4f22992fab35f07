package studio.likeness.models.nn;

import java.util.List;
import studio.likeness.models.nn.OpsPrograms.Line;

/// Linear maps, embeddings, norms and recurrence.
final class MapPrograms {
    private MapPrograms() {}

    static List<Line> all() {
        return List.of(
                new Line("matmul", (o, x) -> o.matmul(x.row(), o.transpose(x.row(), 0, 2, 1))),
                new Line(
                        "matmul with a matrix",
                        (o, x) -> o.matmul(x.row(), o.transpose(o.weight("q.weight"), 1, 0))),
                new Line("linear", (o, x) -> o.linear(x.row(), "q")),
                new Line("linear without bias", (o, x) -> o.linear(x.row(), "k")),
                new Line(
                        "linear side by side", (o, x) -> o.linear(x.row(), List.of("q", "k", "q"))),
                new Line("embedding", (o, x) -> o.embedding(x.ids(), "table")),
                new Line("head", (o, x) -> o.head(x.row(), "q", "table")),
                new Line("tied head", (o, x) -> o.head(x.row(), "lm_head", "table")),
                new Line("layer norm", (o, x) -> o.layerNorm(x.row(), "n8", 1e-5)),
                new Line("rms norm", (o, x) -> o.rmsNorm(x.row(), "n8", 1e-6)),
                new Line("rms norm with offset", (o, x) -> o.rmsNorm(x.row(), "n8", 1e-6, 1)),
                new Line(
                        "rms norm per head",
                        (o, x) ->
                                o.rmsNorm(
                                        o.reshape(
                                                x.wide(),
                                                o.size(x.wide(), 0),
                                                Dim.of(-1),
                                                Dim.of(4),
                                                Dim.of(8)),
                                        "n8",
                                        1e-6)),
                new Line("group norm", (o, x) -> o.groupNorm(x.sound(), "n4", 2, 1e-5)),
                new Line(
                        "group norm of a picture",
                        (o, x) -> o.groupNorm(x.picture(), "n4", 4, 1e-5)),
                new Line("batch norm", (o, x) -> o.batchNorm(x.sound(), "n4", 1e-5)),
                new Line("batch norm of a picture", (o, x) -> o.batchNorm(x.picture(), "n4", 1e-5)),
                new Line("gru", (o, x) -> o.gru(x.row(), "gru", 3, false)),
                new Line("gru both ways", (o, x) -> o.gru(x.row(), "gru", 3, true)),
                new Line("lstm", (o, x) -> o.lstm(x.row(), "lstm", 3, 1, false)),
                new Line("lstm both ways", (o, x) -> o.lstm(x.row(), "lstm", 3, 1, true)),
                new Line("lstm of two layers", (o, x) -> o.lstm(x.row(), "lstm", 3, 2, true)));
    }
}
