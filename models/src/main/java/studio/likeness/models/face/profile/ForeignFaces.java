package studio.likeness.models.face.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.face.profile.ProfileFile.Misunderstood;
import studio.likeness.models.job.Progress;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.worker.Worker;

/// [FaceImport] in a process of its own, so that a file that crashes a decoder takes nothing else
/// with it.
public final class ForeignFaces implements FaceMaker {
    /// What runs in that process.
    public static final class Looking implements Worker.Task {
        @Override
        public JsonNode run(JsonNode order, Progress progress) throws Exception {
            var media = Path.of(order.path("media").asText());
            var choice =
                    new FaceTools.Choice(
                            graph(order.path("detector")), graph(order.path("landmarks")));
            try (var tools = FaceTools.open(choice, Device.processor())) {
                var made = new FaceImport(tools);
                if (order.has("draft")) {
                    made.make(
                            media,
                            which(order.path("which")),
                            Path.of(order.path("draft").asText()),
                            progress);
                    return ProfileFile.MAPPER.createObjectNode();
                }
                return ReportJson.of(made.check(media, progress));
            }
        }
    }

    private final FaceTools.Choice choice;
    private final Worker worker;

    public ForeignFaces(FaceTools.Choice choice, Worker worker) {
        this.choice = choice;
        this.worker = worker;
    }

    @Override
    public FaceReport check(Path media, Progress progress) throws InterruptedException {
        try {
            return ReportJson.read(worker.run(Looking.class, order(media), progress));
        } catch (Misunderstood e) {
            throw new IllegalStateException("a report of this very program", e);
        }
    }

    @Override
    public FaceProfile make(Path media, Which which, Path draft, Progress progress)
            throws InterruptedException {
        var order = order(media);
        order.put("draft", draft.toAbsolutePath().toString());
        order.set("which", json(which));
        worker.run(Looking.class, order, progress);
        return FaceProfile.read(draft);
    }

    private ObjectNode order(Path media) {
        var order = ProfileFile.MAPPER.createObjectNode();
        order.put("media", media.toAbsolutePath().toString());
        choice.detector().ifPresent(graph -> order.set("detector", json(graph)));
        choice.landmarks().ifPresent(graph -> order.set("landmarks", json(graph)));
        return order;
    }

    private static ObjectNode json(FaceTools.Graph graph) {
        return ProfileFile.MAPPER
                .createObjectNode()
                .put("id", graph.id())
                .put("family", graph.family())
                .put("file", graph.file().toAbsolutePath().toString());
    }

    private static Optional<FaceTools.Graph> graph(JsonNode json) {
        return json.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new FaceTools.Graph(
                                json.path("id").asText(),
                                json.path("family").asText(),
                                Path.of(json.path("file").asText())));
    }

    private static ObjectNode json(Which which) {
        var json = ProfileFile.MAPPER.createObjectNode();
        return switch (which) {
            case Which.Only _ -> json;
            case Which.Number(int number) -> json.put("number", number);
            case Which.At(double x, double y) -> json.put("x", x).put("y", y);
        };
    }

    private static Which which(JsonNode json) {
        if (json.has("number")) {
            return new Which.Number(json.path("number").asInt());
        }
        return json.has("x")
                ? new Which.At(json.path("x").asDouble(), json.path("y").asDouble())
                : Which.only();
    }

    @Override
    public String tools() {
        return choice.id();
    }
}
