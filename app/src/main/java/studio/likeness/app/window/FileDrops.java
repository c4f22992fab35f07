package studio.likeness.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Files that are dragged from the file manager and let go of over a part of the window; it takes
/// copies. Anything else that is dragged it leaves to others.
public final class FileDrops {
    private FileDrops() {}

    /// Takes files that are let go of over `node`.
    public static void take(Node node, Consumer<List<Path>> dropped) {
        take(node, _ -> {}, () -> {}, dropped);
    }

    /// Takes files that are let go of over `node`, and tells while they are held above it.
    ///
    /// @param hovering is told again with every move
    /// @param left they are no longer above it, or were let go of
    public static void take(
            Node node, Consumer<List<Path>> hovering, Runnable left, Consumer<List<Path>> dropped) {
        node.addEventHandler(
                DragEvent.DRAG_OVER,
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        e.acceptTransferModes(TransferMode.COPY);
                        hovering.accept(files(e));
                        e.consume();
                    }
                });
        node.addEventHandler(DragEvent.DRAG_EXITED, _ -> left.run());
        node.addEventHandler(
                DragEvent.DRAG_DROPPED,
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        dropped.accept(files(e));
                        e.setDropCompleted(true);
                        e.consume();
                    }
                });
    }

    private static List<Path> files(DragEvent e) {
        return e.getDragboard().getFiles().stream().map(File::toPath).toList();
    }
}
