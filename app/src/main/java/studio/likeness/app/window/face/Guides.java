package studio.likeness.app.window.face;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Rectangle;
import studio.likeness.app.window.camera.MirrorView;
import studio.likeness.models.face.profile.Finding.Verdict;
import studio.likeness.models.face.profile.FrameCheck;

/// Drawn over the camera's picture: where the face belongs, and where it is.
final class Guides extends Pane {
    /// Of the picture's height.
    private static final double OVAL_HEIGHT = 0.62;

    private static final double OVAL_SHAPE = 0.74;

    private final MirrorView mirror;
    private final Ellipse oval = new Ellipse();
    private final Rectangle found = new Rectangle();
    private Optional<FrameCheck> seen = Optional.empty();

    Guides(MirrorView mirror, LiveChecks checks) {
        this.mirror = mirror;
        setMouseTransparent(true);
        oval.getStyleClass().add("guide");
        found.getStyleClass().add("found");
        oval.setManaged(false);
        found.setManaged(false);
        getChildren().addAll(oval, found);
        checks.checkProperty()
                .subscribe(
                        now -> {
                            seen = now;
                            requestLayout();
                        });
    }

    @Override
    protected void layoutChildren() {
        oval.setCenterX(getWidth() / 2);
        oval.setCenterY(getHeight() / 2);
        oval.setRadiusY(getHeight() * OVAL_HEIGHT / 2);
        oval.setRadiusX(oval.getRadiusY() * OVAL_SHAPE);
        var place = seen.flatMap(FrameCheck::face).flatMap(face -> mirror.place(area(face)));
        found.setVisible(place.isPresent());
        place.ifPresent(
                where -> {
                    found.setX(where.getMinX());
                    found.setY(where.getMinY());
                    found.setWidth(where.getWidth());
                    found.setHeight(where.getHeight());
                    var verdict = seen.map(FrameCheck::verdict).orElse(Verdict.BAD);
                    found.getStyleClass()
                            .setAll("found", verdict.name().toLowerCase(java.util.Locale.ROOT));
                });
    }

    private static Rectangle2D area(studio.likeness.models.face.find.FoundFace face) {
        return new Rectangle2D(
                face.left(), face.top(), Math.max(1, face.width()), Math.max(1, face.height()));
    }
}
