package studio.likeness.app.window.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.Settings;
import studio.likeness.app.window.Ui;
import studio.likeness.models.download.Route;

/// How downloads reach the net. What is half typed is not kept; what is kept takes effect with the
/// next download.
final class NetworkModel {
    /// What to ask instead of what.
    static final class Mirror {
        private final StringProperty from;
        private final StringProperty to;

        Mirror(String from, String to) {
            this.from = new SimpleStringProperty(from);
            this.to = new SimpleStringProperty(to);
        }

        StringProperty fromProperty() {
            return from;
        }

        StringProperty toProperty() {
            return to;
        }

        private boolean isEmpty() {
            return from.get().isBlank() && to.get().isBlank();
        }
    }

    private final Ui ui;
    private final StringProperty proxy = new SimpleStringProperty();
    private final ObservableList<Mirror> mirrors = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper proxyProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper mirrorsProblem = new ReadOnlyStringWrapper("");

    NetworkModel(Ui ui) {
        this.ui = ui;
        var network = ui.preferences().get().network();
        proxy.set(network.proxy());
        network.mirrors().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(e -> mirrors.add(new Mirror(e.getKey(), e.getValue())));
    }

    void add() {
        mirrors.add(new Mirror("", ""));
    }

    void remove(Mirror mirror) {
        mirrors.remove(mirror);
        keep();
    }

    /// Keeps what is right of it, and says what is not.
    void keep() {
        var texts = ui.texts();
        var wanted = proxy.get().strip();
        boolean goodProxy = wanted.isEmpty() || Route.proxy(wanted).isPresent();
        proxyProblem.set(goodProxy ? "" : texts.now("app.window.library.settings.proxy.wrong"));
        var good = new LinkedHashMap<String, String>();
        boolean all = true;
        for (var mirror : mirrors) {
            var from = mirror.fromProperty().get().strip();
            var to = mirror.toProperty().get().strip();
            if (isAddress(from) && isAddress(to)) {
                good.put(from, to);
            } else {
                all &= mirror.isEmpty();
            }
        }
        mirrorsProblem.set(all ? "" : texts.now("app.window.library.settings.mirrors.wrong"));
        var old = ui.preferences().get().network();
        var kept = new Settings.Network(good, goodProxy ? wanted : old.proxy());
        if (!kept.equals(old)) {
            ui.preferences().change(d -> d.network(kept));
        }
    }

    private static boolean isAddress(String text) {
        try {
            var address = new URI(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    StringProperty proxyProperty() {
        return proxy;
    }

    ObservableList<Mirror> mirrors() {
        return mirrors;
    }

    ReadOnlyStringProperty proxyProblemProperty() {
        return proxyProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty mirrorsProblemProperty() {
        return mirrorsProblem.getReadOnlyProperty();
    }
}
