package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.kordamp.ikonli.Ikon;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.runtime.Device;

/// What is chosen from lists on this tab, in words.
final class Choices {
    private Choices() {}

    /// @param word names one, in the language of the screen
    static <T> ComboBox<T> box(
            Texts texts, String id, ObservableList<T> items, Function<T, String> word) {
        var box = new ComboBox<>(items);
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        ChoiceWords.say(texts, box, word);
        return box;
    }

    /// The face that is tried and taught.
    static ComboBox<Faces.Face> face(Texts texts, String id, FaceModel model) {
        var gallery = model.gallery();
        var box = box(texts, id, gallery.faces(), Faces.Face::id);
        gallery.chosenProperty().subscribe(now -> box.setValue(now.orElse(null)));
        box.setOnAction(_ -> Optional.ofNullable(box.getValue()).ifPresent(gallery::choose));
        return box;
    }

    /// What a page says while there is no face: what it is for, and where one comes from.
    ///
    /// @param key of the sentence
    static Node noFace(Texts texts, FaceModel model, Ikon icon, String key) {
        var make =
                Labels.button(
                        texts,
                        "app.window.face.toFaces",
                        () -> model.paneProperty().set(FaceModel.Pane.FACES),
                        Styles.ACCENT);
        make.getStyleClass().add("to-faces");
        return Labels.emptyPage(texts, icon, key, List.of(make));
    }

    static String engine(Texts texts, Engine engine) {
        return texts.now(engine.key());
    }

    /// Where networks run.
    static String place(Texts texts, Device device) {
        return switch (device) {
            case Device.Processor _ -> texts.now("app.window.face.place.processor");
            case Device.Cuda(int index) -> texts.now("app.window.face.place.card", index);
        };
    }
}
