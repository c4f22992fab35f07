package studio.likeness.app.window;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.SettingsFile;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.runtime.Devices;
import studio.likeness.models.signal.Picture;

/// What tabs share, without a window: work is done at once, frames come when [#frame] is called,
/// and what would be shown or asked is kept to be looked at.
public final class TestUi {
    public final List<Persona> personas = new ArrayList<>(List.of(persona("sample", "沈月桥", true)));
    public final List<String> copied = new ArrayList<>();
    public final List<Path> revealed = new ArrayList<>();
    public final List<Overlay.Question> asked = new ArrayList<>();
    public Optional<Node> form = Optional.empty();

    /// What the next chooser gives; empty is a user who cancels.
    public List<Path> chosen = List.of();

    private final List<Runnable> steps = new ArrayList<>();
    private final Ui ui;

    /// @param folder for `settings.json`
    public TestUi(Path folder) {
        this(folder, new InlineBackground());
    }

    public TestUi(Path folder, Background background) {
        var preferences =
                new Preferences(new SettingsFile(folder.resolve("settings.json")), background);
        ui =
                new Ui(
                        new Texts("en"),
                        preferences,
                        new PersonaChoice(() -> List.copyOf(personas), preferences, background),
                        TestUi::grey,
                        new Navigation("conversation"),
                        new Toasts(),
                        new KeptOverlay(),
                        new ChosenFiles(() -> chosen, revealed::add),
                        background,
                        this::everyFrame,
                        copied::add);
        ui.persona().refresh();
    }

    public Ui ui() {
        return ui;
    }

    /// The screen draws a frame.
    public void frame() {
        List.copyOf(steps).forEach(Runnable::run);
    }

    /// How many still ask for frames; zero when everything was let go.
    public int listening() {
        return steps.size();
    }

    public static Persona persona(String id, String name, boolean sample) {
        var now = Instant.parse("2026-01-02T03:04:05Z");
        return new Persona(
                id,
                name,
                "",
                "",
                "",
                List.of("zh", "en"),
                "",
                "yueqiao",
                sample,
                new Consent(name, Consent.Basis.FICTIONAL, "", "", now, ""),
                Card.EMPTY,
                BrainChoice.ARCHIVE,
                Persona.Parts.NONE,
                now,
                now);
    }

    /// A machine with one card that can be used.
    public static ChosenDevice device() {
        return new ChosenDevice(
                () -> ChosenDevice.PROCESSOR,
                () -> List.of(new Devices.Card(0, "NVIDIA GeForce RTX 4070", 12L << 30)),
                Optional::empty);
    }

    private static Picture grey(Persona persona, int longestSide) {
        var bytes = new byte[longestSide * longestSide * 3];
        java.util.Arrays.fill(bytes, (byte) 0x80);
        return new Picture(bytes, longestSide, longestSide, Duration.ZERO);
    }

    private Subscription everyFrame(Runnable step) {
        steps.add(step);
        return () -> steps.remove(step);
    }

    private final class KeptOverlay implements Overlay {
        @Override
        public void ask(Question question, Runnable yes) {
            asked.add(question);
            yes.run();
        }

        @Override
        public void show(Node shown) {
            form = Optional.of(shown);
        }

        @Override
        public void showFull(Node page) {
            form = Optional.of(page);
        }

        @Override
        public void hide() {
            form = Optional.empty();
        }
    }
}
