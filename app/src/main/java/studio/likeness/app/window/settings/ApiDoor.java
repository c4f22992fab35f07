package studio.likeness.app.window.settings;

import java.net.URI;
import java.util.Optional;
import studio.likeness.app.LocalApi;
import studio.likeness.app.Settings;

/// The switch of the API. Blocks: called in the background.
interface ApiDoor {
    /// Where it listens; empty when it does not.
    Optional<URI> address();

    /// @return what the settings say now; likewise below
    Settings.Api turn(boolean on);

    Settings.Api port(int port);

    Settings.Api renewToken();

    static ApiDoor of(LocalApi api) {
        return new ApiDoor() {
            @Override
            public Optional<URI> address() {
                return api.address();
            }

            @Override
            public Settings.Api turn(boolean on) {
                return api.turn(on);
            }

            @Override
            public Settings.Api port(int port) {
                return api.port(port);
            }

            @Override
            public Settings.Api renewToken() {
                return api.renewToken();
            }
        };
    }
}
