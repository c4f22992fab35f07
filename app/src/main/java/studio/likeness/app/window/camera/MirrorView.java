package studio.likeness.app.window.camera;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.StackPane;
import studio.likeness.app.window.PictureView;

/// What the camera sees, as in a mirror: people find themselves in it more easily.
public final class MirrorView extends StackPane {
    private final PictureView picture = new PictureView();

    public MirrorView(Viewfinder viewfinder) {
        getStyleClass().add("mirror");
        setMinSize(0, 0);
        picture.setScaleX(-1);
        viewfinder
                .pictureProperty()
                .subscribe(now -> now.ifPresentOrElse(picture::show, picture::clear));
        getChildren().add(picture);
    }

    /// Where something in the picture is seen, in this view's coordinates.
    ///
    /// @param inPicture in its pixels, not mirrored
    public Optional<Rectangle2D> place(Rectangle2D inPicture) {
        return picture.place(inPicture)
                .map(
                        seen ->
                                new Rectangle2D(
                                        getWidth() - seen.getMaxX(),
                                        seen.getMinY(),
                                        seen.getWidth(),
                                        seen.getHeight()));
    }

    /// For a screen reader.
    public PictureView picture() {
        return picture;
    }
}
