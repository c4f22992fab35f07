package studio.likeness.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.Studio;
import studio.likeness.app.window.conversation.TalkProbe;
import studio.likeness.models.home.Home;

/// The window as the program opens it, over a real studio in a folder; only the dialogs of the
/// system and its clipboard are stand-ins.
public final class RealWindow implements AutoCloseable {
    final Studio studio;
    final StudioWindow window;
    final List<String> copied = new ArrayList<>();

    /// What the next chooser gives; empty is a user who cancels.
    List<Path> chosen = List.of();

    private final Locale before = Locale.getDefault();

    /// In silence, whatever the machine could play. Not on the FX thread.
    public RealWindow(Path home, String language) {
        this(home, language, "none, so that tests are not heard");
    }

    public RealWindow(Path home, String language, String speaker) {
        studio = new Studio(new Home(home));
        studio.ensureSample();
        studio.settings()
                .change(
                        old ->
                                old.with(
                                        draft -> {
                                            draft.language(language);
                                            draft.theme("light");
                                            draft.reducedMotion(true);
                                            draft.speaker(speaker);
                                        }));
        window =
                fx(
                        () ->
                                new StudioWindow(
                                        studio,
                                        new ChosenFiles(() -> chosen, _ -> {}),
                                        copied::add));
    }

    void show(Stage stage, double width, double height) {
        fx(
                () -> {
                    stage.setScene(window.scene());
                    stage.setX(0);
                    stage.setY(0);
                    stage.setWidth(width);
                    stage.setHeight(height);
                    stage.show();
                    return true;
                });
        until(() -> window.ui().persona().current().isPresent());
    }

    Ui ui() {
        return window.ui();
    }

    Scene scene() {
        return window.scene();
    }

    void go(String tab) {
        fx(
                () -> {
                    ui().navigation().go(tab);
                    return true;
                });
    }

    TalkProbe talk() {
        return fx(
                () ->
                        new TalkProbe(
                                window.model().work().stream()
                                        .filter(t -> t.key().equals("conversation"))
                                        .findFirst()
                                        .orElseThrow()));
    }

    /// What can be read on the screen.
    List<String> texts() {
        return fx(
                () -> {
                    var found = new ArrayList<String>();
                    visit(
                            scene().getRoot(),
                            n -> {
                                if (n instanceof Labeled label && label.getText() != null) {
                                    found.add(label.getText());
                                }
                            });
                    return found;
                });
    }

    boolean reads(String text) {
        return texts().stream().anyMatch(t -> t.contains(text));
    }

    static void visit(Node node, Consumer<Node> each) {
        if (!node.isVisible()) {
            return;
        }
        each.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> visit(child, each));
        }
    }

    static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, work);
    }

    /// Generous, because the machines that build have little to spare.
    static void until(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> fx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("waited 60 s in vain", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void close() {
        fx(
                () -> {
                    window.leave();
                    return true;
                });
        window.close();
        studio.close();
        Locale.setDefault(before);
    }
}
