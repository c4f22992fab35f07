package studio.likeness.app.window;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import studio.likeness.app.window.jobs.JobsModel;
import studio.likeness.app.window.jobs.JobsPanel;
import studio.likeness.app.window.jobs.JobsRing;

/// The window's content: sidebar, top bar, the tab in the middle, and what lies above them.
final class Frame extends StackPane {
    private final Ui ui;
    private final FrameModel model;
    private final ModalOverlay overlay;
    private final StackPane deck = new StackPane();
    private final Map<Tab, Node> views = new HashMap<>();

    /// @param device where models run, in a few words
    Frame(Ui ui, FrameModel model, JobsModel jobs, ModalOverlay overlay, Node device) {
        this.ui = ui;
        this.model = model;
        this.overlay = overlay;
        getStyleClass().add("frame");
        deck.getStyleClass().add("deck");
        var ring = new JobsRing(ui.texts(), jobs, model::toggleJobs);
        var main = new BorderPane(deck);
        main.setTop(new TopBar(ui, ring, device, this::help));
        var page = new BorderPane(main);
        page.setLeft(new Sidebar(model, ui.texts()));
        var panel = new JobsPanel(ui, jobs, model.jobsOpenProperty());
        setAlignment(panel, Pos.CENTER_RIGHT);
        var toasts = new ToastStack(ui.toasts(), ui.texts());
        // Over the middle of the top bar, where nothing is.
        setAlignment(toasts, Pos.TOP_CENTER);
        toasts.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().addAll(page, panel, overlay.node(), toasts);
        model.tabProperty().subscribe(this::show);
    }

    private void show(Tab tab) {
        deck.getChildren().setAll(views.computeIfAbsent(tab, Tab::view));
    }

    private void help() {
        overlay.show(new HelpForm(ui.texts(), overlay::hide));
    }

    /// The keys that work wherever one is.
    void listen(Scene scene) {
        for (int number = 1; number <= 9; number++) {
            int chosen = number;
            key(scene, KeyCode.valueOf("DIGIT" + number), () -> model.choose(chosen));
        }
        key(scene, KeyCode.J, model::toggleJobs);
        key(scene, KeyCode.B, model::toggleSidebar);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), this::help);
        // A filter, because text fields keep Esc to themselves.
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
        model.begin();
    }

    private static void key(Scene scene, KeyCode code, Runnable run) {
        scene.getAccelerators()
                .put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), run);
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !overlay.open()) {
            model.escape();
        }
    }
}
