package studio.likeness.app.window.settings;

import java.net.URI;
import java.util.Optional;
import studio.likeness.app.Settings;
import studio.likeness.models.job.StudioException;

/// A door that listens nowhere, but says so. Port 81 is taken.
final class DemoDoor implements ApiDoor {
    private static final int TAKEN = 81;

    private Settings.Api now = new Settings.Api(true, 11_535, "a-token-of-long-ago");

    @Override
    public Optional<URI> address() {
        return now.on()
                ? Optional.of(URI.create("http://127.0.0.1:" + now.port()))
                : Optional.empty();
    }

    @Override
    public Settings.Api turn(boolean on) {
        if (now.port() == TAKEN) {
            throw new StudioException("app.api.portTaken", "81");
        }
        now = new Settings.Api(on, now.port(), now.token());
        return now;
    }

    @Override
    public Settings.Api port(int port) {
        if (port == TAKEN) {
            throw new StudioException("app.api.portTaken", "81");
        }
        now = new Settings.Api(now.on(), port, now.token());
        return now;
    }

    @Override
    public Settings.Api renewToken() {
        now = new Settings.Api(now.on(), now.port(), now.token() + "-new");
        return now;
    }

    void shut() {
        now = new Settings.Api(false, now.port(), now.token());
    }

    void chooseTakenPort() {
        now = new Settings.Api(false, TAKEN, now.token());
    }
}
