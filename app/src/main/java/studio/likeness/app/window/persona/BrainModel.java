package studio.likeness.app.window.persona;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.BrainChoice.Temperament;
import studio.likeness.corpus.store.Persona;

/// With what the persona thinks. What is chosen is kept at once, as soon as it is whole: a kind
/// that needs a model is only kept with one.
final class BrainModel {
    private final Ui ui;
    private final Minds minds;
    private final Consumer<BrainChoice> keep;
    private final ReadOnlyObjectWrapper<BrainChoice> choice =
            new ReadOnlyObjectWrapper<>(BrainChoice.ARCHIVE);
    private final ReadOnlyObjectWrapper<BrainState> state =
            new ReadOnlyObjectWrapper<>(BrainState.UNKNOWN);
    private final ReadOnlyObjectWrapper<Optional<Said>> place =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Minds.Model> installed = FXCollections.observableArrayList();
    private final ObservableList<String> served = FXCollections.observableArrayList();
    private final StringProperty server = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper serverProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final NumbersModel numbers = new NumbersModel();
    private Optional<Persona> of = Optional.empty();
    private boolean listed;

    /// @param keep stores what was chosen
    BrainModel(Ui ui, Minds minds, Consumer<BrainChoice> keep) {
        this.ui = ui;
        this.minds = minds;
        this.keep = keep;
        server.set(ui.preferences().get().ollama());
    }

    /// What is half chosen stays when the same persona comes again with other things changed.
    void show(Optional<Persona> persona) {
        boolean other = !persona.map(Persona::id).equals(of.map(Persona::id));
        boolean same = !other && persona.map(Persona::brain).equals(of.map(Persona::brain));
        of = persona;
        if (other) {
            served.clear();
        }
        if (!same) {
            take(persona.map(Persona::brain).orElse(BrainChoice.ARCHIVE));
        }
    }

    private void take(BrainChoice now) {
        choice.set(now);
        settle();
        var sampling = now.numbers();
        if (sampling.isPresent()) {
            numbers.show(sampling.get());
        } else if (now.kind() != Kind.ARCHIVE) {
            lookUp(now);
        }
        ui.background()
                .run(
                        () -> minds.place(now),
                        found -> {
                            if (choice.get().equals(now)) {
                                place.set(Optional.of(found.sentence()));
                            }
                        },
                        problem::set);
    }

    private void lookUp(BrainChoice now) {
        ui.background()
                .run(
                        () -> minds.numbers(now),
                        found -> {
                            if (choice.get().equals(now)) {
                                numbers.show(found);
                            }
                        },
                        problem::set);
    }

    /// Looks again which models there are; called when the tab is shown.
    void refresh() {
        ui.background()
                .run(
                        minds::installed,
                        found -> {
                            problem.set("");
                            listed = true;
                            installed.setAll(found);
                            take(choice.get());
                        },
                        problem::set);
    }

    private void settle() {
        var now = choice.get();
        if (now.kind() != Kind.ARCHIVE && now.model().isEmpty()) {
            state.set(BrainState.NOT_CHOSEN);
            return;
        }
        state.set(
                switch (now.kind()) {
                    case ARCHIVE -> BrainState.ARCHIVE;
                    case MODEL ->
                            !listed
                                    ? BrainState.UNKNOWN
                                    : isInstalled(now.model())
                                            ? BrainState.INSTALLED
                                            : BrainState.MISSING;
                    case OLLAMA ->
                            ui.preferences().get().ollama().isEmpty()
                                    ? BrainState.NO_SERVER
                                    : BrainState.SERVED;
                });
    }

    private boolean isInstalled(String id) {
        return installed.stream().anyMatch(m -> m.id().equals(id));
    }

    void choose(Kind kind) {
        var now = choice.get();
        if (now.kind() == kind) {
            return;
        }
        var only = installed.size() == 1 ? installed.getFirst().id() : "";
        change(now.withModel(kind, kind == Kind.MODEL ? only : ""));
    }

    void chooseModel(String model) {
        change(choice.get().withModel(choice.get().kind(), model));
    }

    /// The model as it is, again.
    void withoutAdapter() {
        change(choice.get().withAdapter(""));
    }

    /// Talks are written down in the model's own way again.
    void withoutTemplate() {
        var now = choice.get();
        change(now.withForm(now.form().withoutTemplate()));
    }

    /// The numbers follow the temperament again.
    void choose(Temperament temperament) {
        var now = choice.get();
        change(now.withTemperament(temperament));
    }

    void recordedFirst(boolean first) {
        var now = choice.get();
        change(now.withRecordedFirst(first));
    }

    /// Nothing happens while one of them is out of its range.
    void useNumbers() {
        var read = numbers.read();
        if (read.isPresent()) {
            change(choice.get().withNumbers(read));
        }
    }

    /// Back to what the temperament says.
    void resetNumbers() {
        var now = choice.get();
        if (now.numbers().isPresent()) {
            change(now.withNumbers(Optional.empty()));
        } else {
            lookUp(now);
        }
    }

    private void change(BrainChoice now) {
        take(now);
        boolean whole = now.kind() == Kind.ARCHIVE || !now.model().isEmpty();
        if (whole && of.filter(p -> !p.brain().equals(now)).isPresent()) {
            keep.accept(now);
        }
    }

    /// Asks the server which models it has; only the user's press comes here.
    void askServer() {
        serverProblem.set("");
        served.clear();
        var address = address();
        if (address.isEmpty()) {
            serverProblem.set(ui.texts().now("app.window.persona.brain.server.bad"));
            return;
        }
        ui.preferences().change(d -> d.ollama(address.get().toString()));
        settle();
        asking.set(true);
        ui.background()
                .run(
                        () -> minds.served(address.get()),
                        found -> {
                            asking.set(false);
                            served.setAll(found);
                            if (found.isEmpty()) {
                                serverProblem.set(
                                        ui.texts().now("app.window.persona.brain.server.empty"));
                            }
                        },
                        why -> {
                            asking.set(false);
                            serverProblem.set(why);
                        });
    }

    private Optional<URI> address() {
        try {
            var uri = URI.create(server.get().strip());
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            // What was typed is no address; the caller says so.
            return Optional.empty();
        }
    }

    /// As it is seen; kept when it is whole.
    ReadOnlyObjectProperty<BrainChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<BrainState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Where it runs.
    ReadOnlyObjectProperty<Optional<Said>> placeProperty() {
        return place.getReadOnlyProperty();
    }

    ObservableList<Minds.Model> installed() {
        return installed;
    }

    /// What the server has, once it was asked.
    ObservableList<String> served() {
        return served;
    }

    StringProperty serverProperty() {
        return server;
    }

    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    ReadOnlyStringProperty serverProblemProperty() {
        return serverProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    NumbersModel numbers() {
        return numbers;
    }
}
