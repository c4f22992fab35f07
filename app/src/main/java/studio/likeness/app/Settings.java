package studio.likeness.app;

import java.util.Map;
import java.util.function.Consumer;

/// What the user has chosen; kept as `settings.json`.
///
/// @param language `system`, `zh` or `en`
/// @param theme `system`, `light` or `dark`
/// @param microphone a device's id, `default` for the system's choice
/// @param volume 0 to 1
/// @param textScale 1 to 2
/// @param persona the one chosen last, or empty
/// @param device where models run, as [ChosenDevice] has it: `processor` or `cuda:0`
/// @param embedder the model that makes vectors of texts; empty for the studio's own
/// @param script in which characters Chinese that is heard is written down: `any`, `simplified` or
///     `traditional`
/// @param ollama where an Ollama server listens (`http://localhost:11434`); empty for none
/// @param modelsFolder where models lie; empty for the studio's own folder
/// @param answers how the table of answers was left
/// @param window where the window was
public record Settings(
        String language,
        String theme,
        String microphone,
        String speaker,
        String camera,
        double volume,
        double textScale,
        boolean captions,
        boolean sidebarCollapsed,
        boolean reducedMotion,
        String persona,
        String device,
        String embedder,
        String script,
        String ollama,
        String modelsFolder,
        Network network,
        Api api,
        Table answers,
        Window window) {
    /// Pixels; not positive sizes mean: choose one.
    public record Window(double x, double y, double width, double height, boolean maximized) {}

    /// A table's looks.
    ///
    /// @param widths of columns in pixels, by their names
    /// @param sorted a column's name, after a hyphen when the largest comes first; or empty
    public record Table(Map<String, Double> widths, String sorted) {
        public static final Table USUAL = new Table(Map.of(), "");

        public Table {
            widths = Map.copyOf(widths);
        }
    }

    /// How downloads that the user asks for reach the net.
    ///
    /// @param mirrors what to ask instead: from the beginning of an address to what replaces it
    /// @param proxy `host:port`; empty for none
    public record Network(Map<String, String> mirrors, String proxy) {
        public Network {
            mirrors = Map.copyOf(mirrors);
        }
    }

    /// The door for other programs.
    ///
    /// @param token empty until it is first switched on
    public record Api(boolean on, int port, String token) {}

    public static final Settings DEFAULT =
            new Settings(
                    "system",
                    "system",
                    "default",
                    "default",
                    "default",
                    0.8,
                    1,
                    true,
                    false,
                    false,
                    "",
                    ChosenDevice.PROCESSOR,
                    "",
                    "any",
                    "",
                    "",
                    new Network(Map.of(), ""),
                    new Api(false, 11_535, ""),
                    Table.USUAL,
                    new Window(0, 0, 0, 0, false));

    /// With some of it changed.
    public Settings with(Consumer<SettingsDraft> change) {
        var draft = new SettingsDraft(this);
        change.accept(draft);
        return draft.settings();
    }
}
