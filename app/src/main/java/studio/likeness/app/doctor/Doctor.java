package studio.likeness.app.doctor;

import java.util.List;
import studio.likeness.models.home.Home;

public final class Doctor {
    private final Home home;

    public Doctor(Home home) {
        this.home = home;
    }

    public List<Finding> examine() {
        throw new UnsupportedOperationException(home.toString());
    }
}
