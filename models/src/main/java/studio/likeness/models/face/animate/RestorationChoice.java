package studio.likeness.models.face.animate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;

/// Which installed model makes a face sharper, if any: chosen for each face, and none at first. It
/// is kept beside the profile.
public final class RestorationChoice {
    private static final String FILE = "restoration.json";
    private static final String MODEL = "model";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RestorationChoice() {}

    /// @param face the profile's folder
    /// @return the model's id; empty where none was chosen
    public static Optional<String> of(Path face) {
        var file = face.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var model = JSON.readTree(file.toFile()).path(MODEL).asText();
            return model.isBlank() ? Optional.empty() : Optional.of(model);
        } catch (JsonProcessingException e) {
            throw new StudioException(e, "models.face.animate.restorationDamaged", file);
        } catch (IOException e) {
            throw new StudioException(e, "models.face.animate.cannotWrite", file);
        }
    }

    /// @param model the id of an installed one; empty for none
    public static void choose(Path face, Optional<String> model) {
        var file = face.resolve(FILE);
        try {
            if (model.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                var json = JsonNodeFactory.instance.objectNode().put(MODEL, model.get());
                AtomicFile.write(file, json.toString());
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.face.animate.cannotWrite", file);
        }
    }
}
