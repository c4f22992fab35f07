package studio.likeness.app.window;

import java.util.Arrays;
import java.util.Locale;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import studio.likeness.models.job.Words;

/// Words on the screen, in a language that can change while they are seen. FX thread only.
public final class Texts {
    private final Locale system = Locale.getDefault();
    private final ReadOnlyObjectWrapper<Locale> language = new ReadOnlyObjectWrapper<>(system);

    /// @param choice `system`, `zh` or `en`, as the settings keep it
    public Texts(String choice) {
        choose(choice);
    }

    /// Changes every bound text, and the language of the whole program: dates and errors follow it
    /// too.
    public void choose(String choice) {
        var chosen =
                switch (choice) {
                    case "zh" -> Locale.SIMPLIFIED_CHINESE;
                    case "en" -> Locale.ENGLISH;
                    default -> readable(system);
                };
        Locale.setDefault(chosen);
        language.set(chosen);
    }

    private static Locale readable(Locale system) {
        return system.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    public ReadOnlyObjectProperty<Locale> languageProperty() {
        return language.getReadOnlyProperty();
    }

    /// `zh` or `en`.
    public String language() {
        return language.get().getLanguage();
    }

    /// A text that follows the language, and those of its arguments that are observable.
    public StringBinding of(String key, Object... args) {
        var observed =
                Arrays.stream(args)
                        .filter(Observable.class::isInstance)
                        .map(Observable.class::cast);
        var dependencies =
                java.util.stream.Stream.concat(java.util.stream.Stream.of(language), observed)
                        .toArray(Observable[]::new);
        return Bindings.createStringBinding(() -> now(key, args), dependencies);
    }

    /// A text as it is at this moment, for what is over when it is read: toasts, reports.
    public String now(String key, Object... args) {
        var values =
                Arrays.stream(args)
                        .map(arg -> arg instanceof ObservableValue<?> v ? v.getValue() : arg)
                        .toArray();
        return Words.say(language.get(), key, values);
    }
}
