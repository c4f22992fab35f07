package studio.likeness.app.window.library;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.library.Item.Standing;
import studio.likeness.app.window.library.Item.Subject;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.download.Downloads.Kept;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Fit;
import studio.likeness.models.modelfolder.ModelFolder;

/// A model: what it is for, its size and terms, whether it fits, and what can be done with it.
final class ModelCard extends VBox {
    private final Ui ui;
    private final Texts texts;
    private final LibraryViewModel model;
    private final Item item;
    private final Consumer<Entry> bringing;

    /// @param bringing asks for the folder that has an entry's files
    ModelCard(Ui ui, LibraryViewModel model, Item item, Consumer<Entry> bringing) {
        super(10);
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        this.item = item;
        this.bringing = bringing;
        setId("model-" + item.key());
        getStyleClass().add("model-card");
        getChildren().add(head());
        getChildren().add(facts());
        item.job().ifPresent(job -> getChildren().add(new JobBlock(texts, job)));
        if (item.subject() instanceof Subject.Broken(var problem)) {
            getChildren()
                    .add(
                            sentence(
                                    problem.why().sentence()
                                            + " "
                                            + texts.now("app.window.library.broken"),
                                    "problem"));
        }
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        var buttons = new HBox(4);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getChildren().addAll(buttons());
        getChildren().addAll(space, buttons);
    }

    private HBox head() {
        var icon = Icons.of(Looks.icon(item.purpose()));
        icon.getStyleClass().add("purpose-icon");
        var name = sentence(item.name(), "model-name");
        var words = new VBox(2, name);
        item.purpose()
                .ifPresent(
                        purpose -> {
                            var label = Labels.of(texts, Looks.word(purpose), "what");
                            label.setMinHeight(USE_PREF_SIZE);
                            words.getChildren().add(label);
                        });
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(10, icon, words, badge());
        head.setAlignment(Pos.TOP_LEFT);
        return head;
    }

    private Label badge() {
        var badge = new Label();
        badge.getStyleClass().add("state-badge");
        badge.setMinWidth(USE_PREF_SIZE);
        Runnable show =
                () -> {
                    var state = item.state();
                    badge.setText(texts.now(Looks.word(state)));
                    badge.setGraphic(Icons.of(Looks.icon(state)));
                    badge.getStyleClass().removeAll("good", "quiet", "busy", "bad");
                    badge.getStyleClass().add(Looks.style(state));
                };
        item.job().ifPresentOrElse(job -> job.snapshotProperty().subscribe(_ -> show.run()), show);
        return badge;
    }

    private VBox facts() {
        var lines = new VBox(4);
        var size = new ArrayList<String>();
        if (item.bytes() > 0) {
            var bytes = ByteCount.say(item.bytes());
            size.add(item.isLarger() ? texts.now("app.window.library.atLeast", bytes) : bytes);
        }
        if (!item.family().isEmpty()) {
            size.add(item.family());
        }
        if (!size.isEmpty()) {
            lines.getChildren().add(sentence(String.join(" · ", size), "what"));
        }
        var licence = model.licence(item);
        if (!licence.isEmpty()) {
            lines.getChildren().add(line(Looks.licence(), licence, "licence"));
        }
        boolean sized =
                item.subject() instanceof Subject.Installed
                        || (item.subject() instanceof Subject.Available(_, var standing, _)
                                && standing == Standing.USABLE);
        if (sized && !(item.fit() instanceof Fit.Unknown)) {
            lines.getChildren()
                    .add(
                            line(
                                    Looks.icon(item.fit()),
                                    item.fit().sentence(),
                                    Looks.style(item.fit())));
        }
        var device = model.device(item);
        if (!device.isEmpty()) {
            lines.getChildren().add(line(Looks.device(), device, "device-line"));
        }
        note().ifPresent(note -> lines.getChildren().add(sentence(note, "what")));
        return lines;
    }

    /// What else is to be known of it.
    private Optional<String> note() {
        if (item.subject() instanceof Subject.Cards(_, var bytes) && bytes == 0) {
            return Optional.of(texts.now("app.window.library.cards.system"));
        }
        if (!(item.subject() instanceof Subject.Available(var entry, var standing, var kept))
                || item.job().isPresent()) {
            return Optional.empty();
        }
        if (standing == Standing.NOT_NEEDED) {
            return Optional.of(texts.now("app.window.library.notNeeded"));
        }
        if (kept.isPresent()) {
            var here = ByteCount.say(kept.get().bytes());
            return Optional.of(
                    texts.now(
                            kept.get().whole()
                                    ? "app.window.library.waits"
                                    : "app.window.library.partly",
                            here));
        }
        if (entry.files().isEmpty()) {
            return Optional.of(texts.now("app.window.library.byHand"));
        }
        return standing == Standing.LATER
                ? Optional.of(texts.now("app.window.library.later"))
                : Optional.empty();
    }

    private static HBox line(Ikon icon, String text, String style) {
        var label = sentence(text, "what");
        HBox.setHgrow(label, Priority.ALWAYS);
        var line = new HBox(6, Icons.of(icon), label);
        line.getStyleClass().addAll("fact-line", style);
        return line;
    }

    private static Label sentence(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    private List<Node> buttons() {
        return switch (item.subject()) {
            case Subject.Installed(var installed) -> installed(installed);
            case Subject.Broken(var problem) -> List.of(remove(problem.id()));
            case Subject.Available(var entry, var standing, var kept) ->
                    available(entry, standing, kept);
            case Subject.Cards(var entry, var bytes) -> cards(entry, bytes);
            case Subject.Incoming _ -> putAway();
            case Subject.Removed(var gone) ->
                    List.of(
                            named(
                                    Labels.button(
                                            texts,
                                            MaterialDesignU.UNDO,
                                            "app.window.library.restore",
                                            () -> model.restore(gone.id()),
                                            Styles.SMALL),
                                    "restore"),
                            erase(() -> model.erase(gone)));
        };
    }

    private List<Node> installed(ModelFolder installed) {
        var details =
                Labels.button(
                        texts,
                        "app.window.library.details",
                        () -> details(installed),
                        Styles.SMALL);
        return List.of(
                named(details, "details"),
                Labels.space(),
                icon(
                        MaterialDesignS.SHIELD_CHECK_OUTLINE,
                        "app.window.library.verify",
                        () -> model.verify(installed),
                        "verify"),
                icon(
                        MaterialDesignF.FOLDER_OPEN_OUTLINE,
                        "app.window.library.open",
                        () -> model.open(installed.path()),
                        "open"),
                remove(installed.id()));
    }

    private void details(ModelFolder installed) {
        ui.overlay().show(new DetailsForm(ui, installed, model.licence(item)));
    }

    private Button remove(String id) {
        return icon(
                MaterialDesignT.TRASH_CAN_OUTLINE,
                "app.window.library.remove",
                () -> model.remove(id),
                "remove");
    }

    private List<Node> cards(Entry entry, long bytes) {
        return bytes == 0
                ? List.of()
                : List.of(
                        erase(() -> model.removeCards(entry, bytes)), Labels.space(), page(entry));
    }

    private Button erase(Runnable run) {
        return named(
                Labels.button(
                        texts,
                        "app.window.library.erase",
                        run,
                        Styles.SMALL,
                        Styles.FLAT,
                        Styles.DANGER),
                "erase");
    }

    private Button page(Entry entry) {
        return icon(
                MaterialDesignL.LINK_VARIANT,
                "app.window.library.page",
                () -> model.copyPage(entry),
                "page");
    }

    private List<Node> available(Entry entry, Standing standing, Optional<Kept> kept) {
        var all = new ArrayList<Node>();
        boolean working = item.job().filter(job -> !job.isOver()).isPresent();
        boolean whole = kept.filter(Kept::whole).isPresent();
        if (whole && !working && standing == Standing.LATER) {
            all.add(erase(() -> model.forget(entry, kept.get().bytes())));
        } else if (!entry.files().isEmpty() && !working && standing != Standing.NOT_NEEDED) {
            var get =
                    Labels.button(
                            texts, "app.window.library.get", () -> model.get(entry), Styles.SMALL);
            if (standing == Standing.USABLE) {
                get.getStyleClass().add(Styles.ACCENT);
            }
            all.add(named(get, "get"));
            all.add(
                    icon(
                            MaterialDesignF.FOLDER_DOWNLOAD_OUTLINE,
                            "app.window.library.bring",
                            () -> bringing.accept(entry),
                            "bring"));
        }
        all.add(Labels.space());
        all.addAll(putAway());
        all.add(page(entry));
        return all;
    }

    private List<Node> putAway() {
        return item.job()
                .filter(LiveJob::isOver)
                .map(
                        job ->
                                List.<Node>of(
                                        Labels.button(
                                                texts,
                                                "app.window.library.putAway",
                                                () -> model.putAway(job),
                                                Styles.SMALL)))
                .orElse(List.of());
    }

    private Button icon(Ikon icon, String key, Runnable run, String id) {
        var button = Icons.button(texts, icon, key);
        // A screen reader says of which model.
        button.accessibleTextProperty().unbind();
        button.accessibleTextProperty().bind(texts.of(key + ".of", item.name()));
        button.setOnAction(_ -> run.run());
        return named(button, id);
    }

    private Button named(Button button, String id) {
        button.setId(id + "-" + item.key());
        return button;
    }
}
