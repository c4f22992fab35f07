package studio.likeness.app.window;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.testfx.api.FxRobot;
import org.testfx.api.FxRobotInterface;

/// Clicks as a user does. TestFX looks for what it is to click on the test's own thread, and
/// reading bounds there while the toolkit lays the same nodes out spoils them for good; so the
/// place is found on the toolkit's thread.
public final class Mouse {
    private Mouse() {}

    /// @param query an id (`#keep`) or what is written on it
    public static FxRobotInterface click(FxRobot robot, String query) {
        return robot.clickOn(RealWindow.fx(() -> robot.point(query).query()));
    }

    /// Waits for it, and scrolls to it first.
    static void press(FxRobot robot, String id) {
        RealWindow.until(() -> robot.lookup(id).tryQuery().isPresent());
        RealWindow.fx(
                () -> {
                    bringIntoView(robot.lookup(id).query());
                    return true;
                });
        click(robot, id);
    }

    private static void bringIntoView(Node node) {
        for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof ScrollPane page && page.getContent() != null) {
                var content = page.getContent().getLayoutBounds().getHeight();
                var y = page.getContent().sceneToLocal(node.localToScene(0, 0)).getY();
                var seen = page.getViewportBounds().getHeight();
                page.setVvalue(Math.clamp((y - seen / 2) / Math.max(1, content - seen), 0, 1));
                page.layout();
            }
        }
    }
}
