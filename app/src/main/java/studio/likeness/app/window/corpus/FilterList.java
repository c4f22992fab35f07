package studio.likeness.app.window.corpus;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Texts;

/// What the table may be narrowed to, with how many rows each lets through.
final class FilterList extends ListView<Filter.Count> {
    private final Texts texts;

    FilterList(Texts texts, CorpusViewModel model) {
        this.texts = texts;
        getStyleClass().add("filters");
        setId("filters");
        setItems(model.filters());
        setCellFactory(_ -> new Cell());
        accessibleTextProperty().bind(texts.of("app.window.corpus.filters"));
        texts.languageProperty().addListener(_ -> refresh());
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        count -> {
                            if (count != null && !model.refreshingProperty().get()) {
                                model.filter(count.filter());
                            }
                        });
        Runnable follow = () -> follow(model);
        model.filterProperty().subscribe(follow);
        model.refreshingProperty().subscribe(follow);
        follow.run();
    }

    private void follow(CorpusViewModel model) {
        for (var count : getItems()) {
            if (count.filter().equals(model.filterProperty().get())
                    && !model.refreshingProperty().get()) {
                getSelectionModel().select(count);
            }
        }
    }

    static String name(Texts texts, Filter filter) {
        var key = Filter.key(filter);
        return key.isEmpty() && filter instanceof Filter.Topic(var own) ? own : texts.now(key);
    }

    /// A topic as people read it.
    static String topic(Texts texts, String topic) {
        var key = Filter.topicKey(topic);
        return key.isEmpty() ? topic : texts.now(key);
    }

    private final class Cell extends ListCell<Filter.Count> {
        private final Label name = new Label();
        private final Label rows = new Label();
        private final HBox line = new HBox(8, name, Labels.space(), rows);

        Cell() {
            line.setAlignment(Pos.CENTER_LEFT);
            // The cell is as wide as the list; without this a long name would widen the list.
            line.setMinWidth(0);
            line.setPrefWidth(1);
            rows.getStyleClass().add("count");
            rows.setMinWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(Filter.@Nullable Count item, boolean empty) {
            super.updateItem(item, empty);
            getStyleClass().remove("first-topic");
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            if (getIndex() == Filter.Kind.values().length) {
                getStyleClass().add("first-topic");
            }
            name.setText(name(texts, item.filter()));
            rows.setText(String.format(Locale.ROOT, "%d", item.rows()));
            setGraphic(line);
        }
    }
}
