package studio.likeness.app.window.corpus;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Suggests questions one after the other, and holds the one that is asked, which may be changed.
final class Prompter {
    private final StringProperty question = new SimpleStringProperty("");
    private String language = "zh";
    private List<Prompts.Prompt> prompts = List.of();
    private int number;

    /// From here on in a language, at the place that was reached.
    ///
    /// @param spoken `zh` or `en`
    void speak(String spoken) {
        language = spoken;
        prompts = Prompts.in(spoken);
        ask(number);
    }

    /// At the first one when it next speaks.
    void startOver() {
        number = 0;
    }

    void next() {
        ask(number + 1);
    }

    void previous() {
        ask(number - 1);
    }

    private void ask(int which) {
        number = Math.floorMod(which, prompts.size());
        question.set(prompts.get(number).question());
    }

    /// The suggested question after this one.
    String upcoming() {
        return prompts.get(Math.floorMod(number + 1, prompts.size())).question();
    }

    /// Of a question that was suggested; empty for one's own.
    String topicOf(String asked) {
        return prompts.stream()
                .filter(each -> each.question().equals(asked))
                .map(Prompts.Prompt::topic)
                .findFirst()
                .orElse("");
    }

    /// `zh` or `en`.
    String language() {
        return language;
    }

    StringProperty questionProperty() {
        return question;
    }
}
