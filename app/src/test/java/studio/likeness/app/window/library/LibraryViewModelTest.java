package studio.likeness.app.window.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.library.DropModel.Phase;
import studio.likeness.app.window.library.Item.State;
import studio.likeness.app.window.library.Item.Subject;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.home.Home;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.WeightChoice;

/// Over the real library, with models that are converted in a moment.
class LibraryViewModelTest {
    @TempDir Path root = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private Studio studio;

    @SuppressWarnings("NullAway.Init")
    private LibraryViewModel model;

    @SuppressWarnings("NullAway.Init")
    private Path tiny;

    private final java.util.Locale before = java.util.Locale.getDefault();

    @BeforeEach
    void open() {
        ui = new TestUi(root);
        studio = new Studio(new Home(root.resolve("home")));
        tiny = Shelves.published(root.resolve("Tiny Noise"), "apache-2.0");
        model = new LibraryViewModel(ui.ui(), Shelves.library(studio, tiny));
        model.shown();
    }

    @AfterEach
    void close() {
        model.hidden();
        studio.close();
        java.util.Locale.setDefault(before);
    }

    /// The screen draws until something is so.
    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            ui.frame();
            Thread.onSpinWait();
        }
    }

    private List<State> states(List<Item> items) {
        return items.stream().map(Item::state).toList();
    }

    private Item installed() {
        until(() -> states(model.here()).equals(List.of(State.INSTALLED)));
        return model.here().getFirst();
    }

    private void addTiny() {
        model.dropped(List.of(tiny));
        model.drop().add(model.drop().previews().getFirst(), Optional.empty());
    }

    @Test
    void nothingIsStoredBeforeItIsAgreedTo() throws IOException {
        assertTrue(model.emptyProperty().get());
        var letter = Files.writeString(root.resolve("letter.txt"), "Dear all,");

        model.dropped(List.of(tiny, letter));

        assertEquals(Phase.PREVIEW, model.drop().phaseProperty().get());
        var known = model.drop().previews().getFirst();
        assertTrue(known.canAdd());
        assertEquals(Optional.of("qwen2"), known.found().family());
        assertTrue(known.fit().fits());
        assertFalse(model.drop().previews().getLast().canAdd());
        assertTrue(model.here().isEmpty());
        assertTrue(studio.jobs().jobs().isEmpty());

        model.drop().dismiss();
        assertEquals(Phase.IDLE, model.drop().phaseProperty().get());
    }

    @Test
    void whatIsHeldAboveTheTabIsToldAndForgotten() {
        model.drop().hovering(List.of(tiny));
        assertEquals(Phase.HOVERED, model.drop().phaseProperty().get());
        assertEquals(List.of(tiny), model.drop().heldProperty().get());
        model.drop().left();
        assertEquals(Phase.IDLE, model.drop().phaseProperty().get());
    }

    @Test
    void aDroppedPathThatIsGoneSaysSo() {
        model.dropped(List.of(root.resolve("gone")));

        assertEquals(Phase.IDLE, model.drop().phaseProperty().get());
        assertTrue(model.drop().problemProperty().get().contains("nothing at"));
    }

    @Test
    void addingShowsACardWithProgressThatBecomesTheModel() {
        addTiny();

        assertEquals(Phase.IDLE, model.drop().phaseProperty().get());
        assertEquals("Tiny Noise", model.here().getFirst().name());
        assertEquals(List.of(State.CONVERTING), states(model.here()));
        assertFalse(model.emptyProperty().get());
        var live = model.here().getFirst().job().orElseThrow();
        until(() -> live.fraction() > 0);
        var card = installed();

        assertEquals("tiny-noise", card.key());
        assertEquals(Optional.of(Purpose.LANGUAGE_MODEL), card.purpose());
        assertTrue(card.fit().fits());
        assertTrue(model.licence(card).contains("licence"), model.licence(card));
        assertFalse(model.device(card).isEmpty());
    }

    @Test
    void theChosenFormOfTheWeightsIsUsed() {
        model.dropped(List.of(tiny));
        model.drop().add(model.drop().previews().getFirst(), Optional.of(WeightChoice.EIGHT_BIT));

        if (installed().subject() instanceof Subject.Installed(var made)) {
            assertTrue(made.manifest().weights().toString().contains("8-bit"));
        }
    }

    @Test
    void aPausedConversionCanBeGoneOnWithOrCancelled() {
        addTiny();
        var live = model.here().getFirst().job().orElseThrow();
        until(() -> live.fraction() > 0);
        live.pauseOrResume();
        if (live.isPaused()) {
            assertEquals(State.PAUSED, model.here().getFirst().state());
        }

        live.cancel();

        until(() -> model.here().isEmpty() || live.isOver());
        until(() -> model.here().stream().noneMatch(i -> i.subject() instanceof Subject.Incoming));
    }

    @Test
    void aFailureStaysUntilItIsPutAway() {
        addTiny();
        installed();
        addTiny(); // refused: it is there already

        until(() -> states(model.here()).contains(State.FAILED));
        var failed = model.here().getFirst().job().orElseThrow();
        assertTrue(failed.stage().contains("already there"), failed.stage());
        model.putAway(failed);

        assertEquals(List.of(State.INSTALLED), states(model.here()));
    }

    @Test
    void removedGoesToTheTrashAndIsUndone() {
        addTiny();
        var id = installed().key();

        model.remove(id);

        assertTrue(model.here().isEmpty());
        assertEquals(List.of(State.REMOVED), states(model.removed()));
        assertEquals(id, model.removed().getFirst().name());
        var toast = ui.ui().toasts().shown().getLast();
        assertEquals("Undo", toast.action());
        toast.run().run();
        installed();
        assertTrue(model.removed().isEmpty());
    }

    @Test
    void erasingAsksWithTheVerbAndTheSize() {
        addTiny();
        model.remove(installed().key());
        if (model.removed().getFirst().subject() instanceof Subject.Removed(var gone)) {
            model.erase(gone);
        }

        assertTrue(ui.asked.getFirst().verb().startsWith("Delete 2."), ui.asked::toString);
        assertTrue(model.removed().isEmpty());
    }

    @Test
    void checkingSaysWhatChanged() throws IOException {
        addTiny();
        var card = installed();
        if (card.subject() instanceof Subject.Installed(var made)) {
            model.verify(made);
            assertEquals(List.of(State.CHECKING), states(model.here()));
            installed();
            Files.writeString(made.file("config.json"), "{}");
            model.verify(made);
            until(() -> states(model.here()).equals(List.of(State.BROKEN)));
            var why = model.here().getFirst().job().orElseThrow().stage();
            assertTrue(why.contains("config.json"), why);
        }
    }

    @Test
    void searchAndPurposeNarrowWhatIsShown() {
        assertEquals(1, model.available().size());
        model.searchProperty().set("one TINY");
        assertEquals(1, model.available().size());
        model.searchProperty().set("qwen3");
        assertEquals(0, model.available().size());
        model.searchProperty().set("");
        model.purposeProperty().set(Optional.of(Purpose.VOICE));
        assertEquals(0, model.available().size());
        model.purposeProperty().set(Optional.of(Purpose.LANGUAGE_MODEL));
        assertEquals(1, model.available().size());
    }

    @Test
    void anEntryIsBroughtFromAStickAndIsThenHere() {
        var entry = Shelves.entry(tiny);
        assertEquals(List.of(State.AVAILABLE), states(model.available()));
        assertTrue(model.available().getFirst().fit() instanceof Fit.InMemory);

        model.bring(entry, tiny);

        assertTrue(model.available().getFirst().job().isPresent());
        installed();
        assertEquals(List.of(), model.available());
        assertEquals(List.of(), model.orphans());
    }

    @Test
    void leftOversAreListedAndErased() throws IOException {
        var half = Files.createDirectories(studio.library().folder().resolve("half.part"));
        Files.writeString(half.resolve("decoder.onnx"), "half");
        model.refresh();
        assertEquals(1, model.orphans().size());

        model.erase(model.orphans().getFirst());

        assertEquals(1, ui.asked.size());
        assertEquals(List.of(), model.orphans());
        assertFalse(Files.exists(half));
    }

    @Test
    void aHiddenTabListensToNothing() {
        model.hidden();
        assertEquals(0, ui.listening());
    }

    @Test
    void theFolderIsOpenedAndThePageCopied() {
        addTiny();
        if (installed().subject() instanceof Subject.Installed(var made)) {
            model.open(made.path());
            assertEquals(List.of(made.path()), ui.revealed);
        }
        model.copyPage(Shelves.entry(tiny));
        assertEquals(List.of("https://example.org/tiny"), ui.copied);
    }
}
