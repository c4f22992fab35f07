package studio.likeness.app.window;

import java.util.function.Consumer;

/// What every tab shares. Services of the studio are not in here: a tab takes those it needs in its
/// constructor, so that tests can stand in for them; [Tabs] wires both.
///
/// @param clipboard where copied text goes
public record Ui(
        Texts texts,
        Preferences preferences,
        PersonaChoice persona,
        Portraits portraits,
        Navigation navigation,
        Toasts toasts,
        Overlay overlay,
        FileChoosers files,
        Background background,
        Pulse pulse,
        Consumer<String> clipboard) {}
