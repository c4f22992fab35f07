package studio.likeness.app.window.face;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.window.Icons;
import studio.likeness.models.face.profile.Finding;
import studio.likeness.models.face.profile.Finding.Verdict;

/// What was looked at, a line each: a sign, its name, and for what is not good a sentence and a
/// remedy. The sign's shape says what its colour says.
final class CheckList extends VBox {
    CheckList() {
        super(8);
        getStyleClass().add("check-list");
    }

    void show(List<Finding> findings) {
        getChildren().setAll(findings.stream().map(CheckList::line).toList());
    }

    private static HBox line(Finding finding) {
        var sign = Icons.of(sign(finding.verdict()));
        sign.getStyleClass().add("sign");
        var name = new Label(finding.aspect().title());
        name.getStyleClass().add("check-name");
        var words = new VBox(2, name);
        if (finding.verdict() != Verdict.GOOD) {
            words.getChildren().add(sentence((finding.sentence() + " " + finding.remedy()).strip()));
        }
        var line = new HBox(8, sign, words);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().addAll("check", finding.verdict().name().toLowerCase(Locale.ROOT));
        line.setAccessibleText(name.getText() + ": " + finding.verdict());
        return line;
    }

    static Label sentence(String text) {
        var label = new Label(text);
        label.getStyleClass().add("what");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Ikon sign(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case FAIR -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            case BAD -> MaterialDesignC.CLOSE_CIRCLE_OUTLINE;
        };
    }
}
