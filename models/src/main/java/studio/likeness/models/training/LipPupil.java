package studio.likeness.models.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.training.LipTraining.Settings;
import studio.likeness.models.worker.Worker;

/// Learns in a process of its own; [LipCourse] orders it. Public because that process finds it by
/// its name.
public final class LipPupil implements Worker.Task {
    /// Held for as long as a face learns; the system lets go of it however that ends.
    private static final String LOCK = "lock";

    static JsonNode order(Path face, Settings settings) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("face", face.toAbsolutePath().toString())
                .put("budgetMillis", settings.budget().toMillis())
                .put("clipMillis", settings.clip().toMillis())
                .put("steps", settings.steps())
                .put("side", settings.side())
                .put("seed", settings.seed());
    }

    private static Settings settings(JsonNode order) {
        return new Settings(
                Duration.ofMillis(order.path("budgetMillis").asLong()),
                Duration.ofMillis(order.path("clipMillis").asLong()),
                order.path("steps").asInt(),
                order.path("side").asInt(),
                order.path("seed").asLong());
    }

    /// @return whether it learnt to the end; false when it was cancelled, and saved
    @Override
    public JsonNode run(JsonNode order, Progress progress) throws IOException {
        var face = FaceProfile.read(Path.of(order.path("face").asText()));
        var folder = face.folder().resolve(LipTraining.FOLDER);
        Files.createDirectories(folder);
        try (var channel =
                        FileChannel.open(
                                folder.resolve(LOCK),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new StudioException("models.training.lips.learningAlready");
            }
            new LipTraining(face, settings(order))
                    .run(
                            (done, total, doing) -> {
                                progress.at(done, total, doing);
                                LipReins.feel(folder);
                            });
            return BooleanNode.TRUE;
        } catch (CancellationException _) {
            return BooleanNode.FALSE;
        }
    }
}
