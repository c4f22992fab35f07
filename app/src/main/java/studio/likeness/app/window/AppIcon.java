package studio.likeness.app.window;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// The program's mark, drawn at the sizes that task bars ask for.
final class AppIcon {
    // A speech bubble with a face's profile cut out of it, on a 24-unit grid.
    private static final String SHAPE =
            "M12 2C6.5 2 2 6 2 11c0 2.7 1.3 5.1 3.4 6.8L5 22l4.4-2.3c.8.2 1.7.3 2.6.3"
                    + " 5.5 0 10-4 10-9S17.5 2 12 2z"
                    + "M8.5 9a1.3 1.3 0 1 0 0 .01z M15.5 9a1.3 1.3 0 1 0 0 .01z"
                    + "M7.5 12.5c1 2 2.6 3 4.5 3s3.5-1 4.5-3h-1.6c-.8 1-1.7 1.5-2.9 1.5"
                    + "s-2.1-.5-2.9-1.5z";

    private AppIcon() {}

    static List<Image> sizes() {
        return Stream.of(16, 32, 64, 128).map(AppIcon::draw).toList();
    }

    private static Image draw(int size) {
        var shape = new SVGPath();
        shape.setContent(SHAPE);
        shape.setFillRule(javafx.scene.shape.FillRule.EVEN_ODD);
        shape.setFill(Color.web("#0b7a7e"));
        shape.getTransforms().add(new Scale(size / 24.0, size / 24.0));
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        return shape.snapshot(parameters, new WritableImage(size, size));
    }
}
