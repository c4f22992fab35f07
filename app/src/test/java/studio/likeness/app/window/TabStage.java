package studio.likeness.app.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Parent;
import javafx.scene.Scene;
import studio.likeness.app.Studio;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.signal.Picture;

/// One tab in a scene of its own, dressed as in the window, over a real studio in a folder.
public final class TabStage implements AutoCloseable {
    public final Studio studio;
    public final TestUi parts;
    public final Ui ui;
    private final FxBackground background = new FxBackground();

    /// @param live works on other threads and draws with the screen, as the window does; otherwise
    ///     everything happens on the calling thread, and frames when they are asked for
    public TabStage(Path home, boolean live) {
        studio = new Studio(new Home(home));
        parts = new TestUi(home, live ? background : new InlineBackground());
        var given = parts.ui();
        var work = live ? background : given.background();
        ui =
                new Ui(
                        given.texts(),
                        given.preferences(),
                        new PersonaChoice(studio.personas()::list, given.preferences(), work),
                        new StudioPortraits(studio),
                        given.navigation(),
                        given.toasts(),
                        given.overlay(),
                        given.files(),
                        work,
                        live ? Pulse.ofScreen() : given.pulse(),
                        given.clipboard());
        ui.persona().refresh();
    }

    /// @param theme `light` or `dark`
    public Scene scene(Parent tab, double width, double height, String theme, double textScale) {
        ui.preferences().change(draft -> draft.theme(theme));
        ui.preferences().change(draft -> draft.textScale(textScale));
        var scene = new Scene(tab, width, height);
        new Look(scene, ui.preferences());
        return scene;
    }

    /// On the FX thread.
    public static void picture(Scene scene, Path png) {
        var image = scene.snapshot(null);
        int width = (int) image.getWidth();
        var pixels = image.getPixelReader();
        var bgr = new byte[width * (int) image.getHeight() * 3];
        for (int i = 0; i < bgr.length / 3; i++) {
            int argb = pixels.getArgb(i % width, i / width);
            bgr[3 * i] = (byte) argb;
            bgr[3 * i + 1] = (byte) (argb >> 8);
            bgr[3 * i + 2] = (byte) (argb >> 16);
        }
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PictureFile.writePng(new Picture(bgr, width, (int) image.getHeight(), Duration.ZERO), png);
    }

    @Override
    public void close() {
        background.close();
        studio.close();
    }
}
