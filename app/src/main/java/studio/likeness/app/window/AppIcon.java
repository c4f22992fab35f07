package studio.likeness.app.window;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import studio.likeness.models.face.Portrait;

/// The program's mark at the sizes that task bars ask for; it is drawn by the portrait's own hand
/// and lies beside it.
final class AppIcon {
    private AppIcon() {}

    static List<Image> sizes() {
        return Stream.of(16, 32, 48, 64, 128)
                .map(
                        size ->
                                Optional.ofNullable(
                                        Portrait.class.getResource("icon-" + size + ".png")))
                .flatMap(Optional::stream)
                .map(url -> new Image(url.toExternalForm()))
                .toList();
    }
}
