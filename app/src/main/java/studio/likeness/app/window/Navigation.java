package studio.likeness.app.window;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Where the user is in the window.
public final class Navigation {
    /// @param tab a [Tab#key]
    /// @param item what to bring into view there, or empty
    public record Place(String tab, String item) {}

    private final ReadOnlyObjectWrapper<Place> place;

    public Navigation(String tab) {
        place = new ReadOnlyObjectWrapper<>(new Place(tab, ""));
    }

    public ReadOnlyObjectProperty<Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    public Place place() {
        return place.get();
    }

    public void go(String tab) {
        go(tab, "");
    }

    public void go(String tab, String item) {
        place.set(new Place(tab, item));
    }
}
