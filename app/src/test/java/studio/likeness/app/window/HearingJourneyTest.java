package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.app.window.Mouse.click;
import static studio.likeness.app.window.RealWindow.fx;
import static studio.likeness.app.window.RealWindow.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.likeness.app.command.SmallWhisper;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

/// Talking by voice, with a file for a microphone and a Whisper of keyed weights, which hears
/// nonsense: that it is written down while it is said is what counts.
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class HearingJourneyTest extends Journey {
    @TempDir Path root;

    private void open(Path microphone) {
        window = new RealWindow(root.resolve("home"), "en");
        run(
                () -> {
                    var preferences = window.ui().preferences();
                    preferences.change(d -> d.microphone("file:" + microphone));
                });
        show(1280, 800);
        window.go("conversation");
        until(window.talk()::open);
    }

    /// Half a second of quiet before every two of noise: what is always there is no speech.
    private Path recording() {
        var random = new Random(2);
        var samples = new float[60 * 22_050];
        for (int i = 0; i < samples.length; i++) {
            boolean quiet = i % (5 * 22_050 / 2) < 22_050 / 2;
            samples[i] = (float) ((quiet ? 1e-4 : 0.1) * random.nextGaussian());
        }
        var file = root.resolve("microphone.wav");
        SoundFile.writeWav(new Waveform(samples, 22_050), file);
        return file;
    }

    private ToggleButton microphone() {
        return (ToggleButton) window.scene().lookup("#microphone");
    }

    private String draft() {
        return ((TextInputControl) window.scene().lookup("#draft")).getText();
    }

    @Test
    void whatIsSaidWhileSpaceIsHeldIsWrittenDown(FxRobot robot) throws IOException {
        open(recording());
        window.studio
                .conversion()
                .add(SmallWhisper.folder(root), Conversion.Options.usual(), Progress.none());
        click(robot, "#draft");
        robot.press(KeyCode.SPACE);
        until(() -> microphone().isSelected());
        // What is heard so far is shown.
        until(() -> !draft().isBlank());
        robot.release(KeyCode.SPACE);
        // Nonsense may be taken for no speech in the end, and then nothing is asked.
        until(() -> !microphone().isSelected());
        assertEquals("", fx(this::draft));
    }

    @Test
    void aTapIsASpaceAndWhatIsMissingIsSaid(FxRobot robot) {
        open(recording());
        click(robot, "#draft").write("a b");
        assertEquals("a b", fx(this::draft));
        click(robot, "#microphone");
        until(() -> window.reads("There is no model that recognises speech yet"));
        assertTrue(fx(() -> !microphone().isSelected()));
        assertEquals("a b", fx(this::draft));
    }
}
