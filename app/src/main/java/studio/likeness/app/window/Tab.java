package studio.likeness.app.window;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/// A page of the window. Its word in the sidebar is `app.window.tab.<key>`. All methods are called
/// on the FX thread; [#view] is called once, when the tab is first shown.
public interface Tab extends AutoCloseable {
    /// For example `corpus`; also how [Navigation] names it.
    String key();

    Ikon icon();

    Node view();

    /// It is on the screen now.
    ///
    /// @param item what to bring into view, for example an answer's id; empty when nothing in
    ///     particular
    default void shown(String item) {}

    /// Another tab is on the screen now.
    default void hidden() {}

    /// The user pressed Esc and nothing lay above the tab.
    default void escape() {}

    /// The window closes: let go of listeners and devices.
    @Override
    default void close() {}
}
