package studio.likeness.app.window;

import java.nio.ByteBuffer;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import studio.likeness.models.signal.Picture;

/// Shows pictures as they come, as large as fits, in their own proportions.
public final class PictureView extends Region {
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

    @Override
    protected void layoutChildren() {
        var insets = getInsets();
        double width = getWidth() - insets.getLeft() - insets.getRight();
        double height = getHeight() - insets.getTop() - insets.getBottom();
        view.setFitWidth(Math.max(1, width));
        view.setFitHeight(Math.max(1, height));
        var shown = view.getLayoutBounds();
        view.relocate(
                snapPositionX(insets.getLeft() + (width - shown.getWidth()) / 2),
                snapPositionY(insets.getTop() + (height - shown.getHeight()) / 2));
    }
}
