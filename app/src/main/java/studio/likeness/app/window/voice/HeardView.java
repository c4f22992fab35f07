package studio.likeness.app.window.voice;

import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import studio.likeness.app.window.Texts;
import studio.likeness.models.voice.cloning.Differences;

/// What the studio understood of a take. What was not heard is struck out, what was heard instead
/// is underlined: nobody has to tell colours apart.
final class HeardView extends TextFlow {
    HeardView(Texts texts, VoiceWork.Heard heard) {
        getStyleClass().add("heard");
        var found = heard.differences();
        var summary = summary(texts, heard);
        add(summary, "heard-same");
        if (found.wrong() > 0) {
            add(": ", "heard-same");
            found.parts().forEach(this::add);
        }
        setAccessibleText(found.wrong() == 0 ? summary : summary + ": " + read(found) + ".");
    }

    private static String summary(Texts texts, VoiceWork.Heard heard) {
        var found = heard.differences();
        var said =
                found.wrong() == 0
                        ? texts.now("app.window.voice.heard.same")
                        : texts.now(
                                "app.window.voice.heard.other",
                                String.format(Locale.ROOT, "%.0f", 100 * found.errorRate()));
        return heard.tries() == 1
                ? said
                : said + " · " + texts.now("app.window.voice.heard.tries", heard.tries());
    }

    private void add(Differences.Part part) {
        if (part.same()) {
            add(part.heard(), "heard-same");
            return;
        }
        if (!part.said().isEmpty()) {
            add(part.said(), "heard-missing");
        }
        if (!part.heard().isEmpty()) {
            add(part.heard(), "heard-instead");
        }
    }

    private void add(String words, String style) {
        var text = new Text(words);
        text.getStyleClass().addAll("heard-text", style);
        getChildren().add(text);
    }

    private static String read(Differences found) {
        return found.parts().stream().map(Differences.Part::heard).collect(Collectors.joining());
    }
}
