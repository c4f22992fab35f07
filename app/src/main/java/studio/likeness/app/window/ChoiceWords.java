package studio.likeness.app.window;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// How the choices of a box are said. They are chosen and never typed.
public final class ChoiceWords<T> extends StringConverter<T> {
    private final Function<T, String> word;

    private ChoiceWords(Function<T, String> word) {
        this.word = word;
    }

    /// Has the choices of `box` said, and said anew when the language of the window changes.
    public static <T> void say(Texts texts, ComboBox<T> box, Function<T, String> word) {
        box.converterProperty()
                .bind(
                        Bindings.createObjectBinding(
                                () -> new ChoiceWords<>(word), texts.languageProperty()));
    }

    @Override
    public String toString(@Nullable T choice) {
        return choice == null ? "" : word.apply(choice);
    }

    @Override
    public T fromString(String words) {
        throw new UnsupportedOperationException("chosen, not typed");
    }
}
