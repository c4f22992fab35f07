package studio.likeness.app.window.persona;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import studio.likeness.app.window.Ui;
import studio.likeness.corpus.store.Persona;

/// What a model would be told for a question, as the card stands in its fields. Written anew when
/// one has stopped typing for a moment.
final class PromptModel {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Ui ui;
    private final Minds minds;
    private final DetailsModel details;
    private final Duration pause;
    private final StringProperty question = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Preview>> prompt =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Subscription watching = Subscription.EMPTY;
    private long touched;
    private boolean stale = true;
    private boolean writing;

    PromptModel(Ui ui, Minds minds, DetailsModel details) {
        this(ui, minds, details, PAUSE);
    }

    /// @param pause how long nobody types before it is written anew
    PromptModel(Ui ui, Minds minds, DetailsModel details, Duration pause) {
        this.ui = ui;
        this.minds = minds;
        this.details = details;
        this.pause = pause;
        question.subscribe(_ -> touch());
        details.editedProperty().subscribe(this::touch);
    }

    private void touch() {
        stale = true;
        touched = System.nanoTime();
    }

    /// The page is on the screen.
    void watch() {
        watching.unsubscribe();
        touch();
        watching = ui.pulse().everyFrame(this::look);
    }

    void rest() {
        watching.unsubscribe();
        watching = Subscription.EMPTY;
    }

    private void look() {
        if (stale && !writing && System.nanoTime() - touched >= pause.toNanos()) {
            stale = false;
            details.editedProperty()
                    .get()
                    .ifPresentOrElse(this::write, () -> prompt.set(Optional.empty()));
        }
    }

    private void write(Persona persona) {
        writing = true;
        var asked = question.get().strip();
        ui.background()
                .run(
                        () -> minds.prompt(persona, asked),
                        now -> {
                            writing = false;
                            problem.set("");
                            prompt.set(Optional.of(now));
                        },
                        why -> {
                            writing = false;
                            problem.set(why);
                        });
    }

    StringProperty questionProperty() {
        return question;
    }

    /// Empty until it was first written.
    ReadOnlyObjectProperty<Optional<Preview>> promptProperty() {
        return prompt.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
