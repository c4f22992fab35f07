package studio.likeness.app.window;

import java.nio.ByteBuffer;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import studio.likeness.models.signal.Picture;

/// Shows pictures as they come, as large as fits, in their own proportions.
public final class PictureView extends Region {
    // The part of a picture that may be cut off to fill its place.
    private static final double MOST_CUT = 0.1;

    private final ImageView view = new ImageView();
    private Optional<PixelBuffer<ByteBuffer>> pixels = Optional.empty();

    public PictureView() {
        view.setPreserveRatio(true);
        view.setSmooth(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(view);
    }

    /// Replaces what is seen. The memory of the last picture is used again when the size is the
    /// same.
    public void show(Picture picture) {
        var buffer =
                pixels.filter(
                                p ->
                                        p.getWidth() == picture.width()
                                                && p.getHeight() == picture.height())
                        .orElseGet(() -> renew(picture.width(), picture.height()));
        buffer.updateBuffer(
                b -> {
                    copy(picture.bgr(), b.getBuffer().array());
                    return null;
                });
        view.setVisible(true);
    }

    public void clear() {
        view.setVisible(false);
    }

    /// Where something in the picture is seen, in this view's coordinates; empty while nothing is
    /// shown.
    ///
    /// @param inPicture in its pixels
    public Optional<Rectangle2D> place(Rectangle2D inPicture) {
        var image = view.getImage();
        if (image == null || !view.isVisible()) {
            return Optional.empty();
        }
        var port = view.getViewport();
        var seen =
                port == null ? new Rectangle2D(0, 0, image.getWidth(), image.getHeight()) : port;
        var shown = view.getBoundsInParent();
        double scale = shown.getWidth() / seen.getWidth();
        return Optional.of(
                new Rectangle2D(
                        shown.getMinX() + (inPicture.getMinX() - seen.getMinX()) * scale,
                        shown.getMinY() + (inPicture.getMinY() - seen.getMinY()) * scale,
                        inPicture.getWidth() * scale,
                        inPicture.getHeight() * scale));
    }

    /// The width the picture has on the screen now.
    double shownWidth() {
        return view.getLayoutBounds().getWidth();
    }

    private PixelBuffer<ByteBuffer> renew(int width, int height) {
        var buffer =
                new PixelBuffer<>(
                        width,
                        height,
                        ByteBuffer.allocate(width * height * 4),
                        PixelFormat.getByteBgraPreInstance());
        pixels = Optional.of(buffer);
        view.setImage(new WritableImage(buffer));
        requestLayout();
        return buffer;
    }

    private static void copy(byte[] bgr, byte[] bgra) {
        for (int from = 0, to = 0; from < bgr.length; from += 3, to += 4) {
            bgra[to] = bgr[from];
            bgra[to + 1] = bgr[from + 1];
            bgra[to + 2] = bgr[from + 2];
            bgra[to + 3] = (byte) 0xff;
        }
    }

    /// A picture of nearly the right shape fills the place; another keeps all of itself.
    private void crop(double width, double height) {
        var image = view.getImage();
        if (image == null || width < 1 || height < 1) {
            return;
        }
        double shape = width / height;
        double shown = image.getWidth() / image.getHeight();
        double cutWidth = Math.min(1, shape / shown) * image.getWidth();
        double cutHeight = Math.min(1, shown / shape) * image.getHeight();
        boolean little =
                cutWidth * cutHeight >= (1 - MOST_CUT) * image.getWidth() * image.getHeight();
        view.setViewport(
                little
                        ? new Rectangle2D(
                                (image.getWidth() - cutWidth) / 2,
                                (image.getHeight() - cutHeight) / 2,
                                cutWidth,
                                cutHeight)
                        : null);
    }

    @Override
    protected void layoutChildren() {
        var insets = getInsets();
        double width = getWidth() - insets.getLeft() - insets.getRight();
        double height = getHeight() - insets.getTop() - insets.getBottom();
        view.setFitWidth(Math.max(1, width));
        view.setFitHeight(Math.max(1, height));
        crop(width, height);
        var shown = view.getLayoutBounds();
        view.relocate(
                snapPositionX(insets.getLeft() + (width - shown.getWidth()) / 2),
                snapPositionY(insets.getTop() + (height - shown.getHeight()) / 2));
    }
}
