package studio.likeness.app;

/// What the user has chosen; kept as `settings.json`.
///
/// @param language `system`, `zh` or `en`
/// @param theme `system`, `light` or `dark`
/// @param microphone a device's id, `default` for the system's choice
/// @param volume 0 to 1
/// @param textScale 1 to 2
/// @param persona the one chosen last, or empty
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
        Window window) {
    /// Pixels; not positive sizes mean: choose one.
    public record Window(double x, double y, double width, double height, boolean maximized) {}

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
                    new Window(0, 0, 0, 0, false));

    public Settings withPersona(String id) {
        return new Settings(
                language,
                theme,
                microphone,
                speaker,
                camera,
                volume,
                textScale,
                captions,
                sidebarCollapsed,
                reducedMotion,
                id,
                window);
    }
}
