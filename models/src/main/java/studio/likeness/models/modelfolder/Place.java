package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

/// Where models lie and where removed ones go: on one disk, so that either way is a renaming.
///
/// @param models absolute
record Place(Path models, Path trash) {
    private static final String TRASH = ".trash";

    /// @param chosen by the user; empty for the studio's own folder
    static Place of(Home home, Optional<Path> chosen) {
        var own = own(home);
        return chosen.map(Place::normal)
                .filter(path -> !path.equals(own.models))
                .map(path -> new Place(path, path.resolve(TRASH)))
                .orElse(own);
    }

    private static Place own(Home home) {
        // A trash of its own, because every folder beside it is taken for a persona.
        return new Place(
                normal(home.root().resolve("models")), normal(home.root().resolve("trash/models")));
    }

    static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /// The studio's own is made where it is missing; the user's is not, because its disk may only
    /// be unplugged.
    Path ready(Home home) throws IOException {
        if (equals(own(home))) {
            return Files.createDirectories(models);
        }
        if (!Files.isDirectory(models)) {
            throw new StudioException("models.modelfolder.away", models);
        }
        return models;
    }

    /// Nothing of ours begins with a dot but the trash and the note of a move.
    static boolean isHidden(Path folder) {
        return folder.getFileName().toString().startsWith(".");
    }
}
