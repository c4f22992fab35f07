package studio.likeness.app.window;

import javafx.scene.Node;

/// Shows one thing above the window, without waiting for it. Esc or a click beside it puts it away.
public interface Overlay {
    /// A dialog for what cannot be undone. The verb is on the button: "Delete 12 recordings".
    record Question(String title, String text, String verb) {}

    void ask(Question question, Runnable yes);

    /// A form, in the middle of the window.
    void show(Node form);

    /// A page over the whole window, for the recording booth.
    void showFull(Node page);

    void hide();
}
