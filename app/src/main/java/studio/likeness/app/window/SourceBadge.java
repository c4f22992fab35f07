package studio.likeness.app.window;

import java.util.Optional;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import studio.likeness.app.conversation.Source;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Media;

/// Says whether something was recorded or generated, the same everywhere: solid for a recording,
/// outlined for whatever a machine speaks.
public final class SourceBadge extends Label {
    private static final PseudoClass SYNTHETIC = PseudoClass.getPseudoClass("synthetic");

    /// @param answer the recorded answer it is, for a recording
    /// @param voiced whether there is a voice for what was not recorded; else it is text only
    public SourceBadge(Texts texts, Source source, Optional<Answer> answer, boolean voiced) {
        getStyleClass().add("source-badge");
        pseudoClassStateChanged(SYNTHETIC, source.synthetic());
        setGraphic(Icons.of(icon(source)));
        setMinWidth(USE_PREF_SIZE);
        textProperty().bind(words(texts, source, answer, voiced));
    }

    private static Ikon icon(Source source) {
        return switch (source) {
            case RECORDED -> MaterialDesignM.MICROPHONE;
            case QUOTED -> MaterialDesignF.FORMAT_QUOTE_CLOSE;
            case GENERATED -> MaterialDesignC.CREATION;
            case NONE -> MaterialDesignM.MICROPHONE_OFF;
        };
    }

    private static StringBinding words(
            Texts texts, Source source, Optional<Answer> answer, boolean voiced) {
        return switch (source) {
            case RECORDED -> recorded(texts, answer);
            case QUOTED ->
                    texts.of(voiced ? "app.window.source.quoted" : "app.window.source.quoted.text");
            case GENERATED -> texts.of("app.window.source.generated");
            case NONE ->
                    texts.of(voiced ? "app.window.source.none" : "app.window.source.none.text");
        };
    }

    /// A recording that a machine made never passes for the person's own.
    private static StringBinding recorded(Texts texts, Optional<Answer> answer) {
        if (answer.flatMap(Answer::recording).filter(Media::synthetic).isPresent()) {
            return texts.of("app.window.source.recorded.sample");
        }
        return answer.flatMap(Answer::date)
                .map(date -> texts.of("app.window.source.recorded.on", date))
                .orElseGet(() -> texts.of("app.window.source.recorded"));
    }
}
