package studio.likeness.app;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.api.ApiServer;
import studio.likeness.app.api.Host;
import studio.likeness.app.api.Tokens;
import studio.likeness.models.job.StudioException;

/// The switch of the API: off until the user turns it on. Port and token are kept in the settings,
/// whose file only the user may read. Thread-safe.
public final class LocalApi implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LocalApi.class.getName());
    private static final int LARGEST_PORT = 65_535;

    private final SettingsFile settings;
    private final Host host;
    private @Nullable ApiServer server;

    LocalApi(SettingsFile settings, Host host) {
        this.settings = settings;
        this.host = host;
    }

    /// Where it listens; empty when it does not.
    public synchronized Optional<URI> address() {
        return Optional.ofNullable(server).map(ApiServer::address);
    }

    /// Listens until it is stopped, whatever the settings say.
    ///
    /// @param port 0 for any that is free
    /// @throws StudioException when the port is taken, or the token too easy to guess
    public synchronized URI start(int port, String token) {
        if (port < 0 || port > LARGEST_PORT) {
            throw new StudioException("app.api.badPort", String.valueOf(port));
        }
        stop();
        var opened = ApiServer.open(host, port, token);
        server = opened;
        return opened.address();
    }

    public synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /// What programs must send; made when there is none yet.
    public synchronized String token() {
        if (settings.get().api().token().isEmpty()) {
            renewToken();
        }
        return settings.get().api().token();
    }

    /// The switch in the settings. When it cannot listen, it stays as it was.
    ///
    /// @return what the settings say now; likewise below
    public synchronized Settings.Api turn(boolean on) {
        if (on) {
            start(settings.get().api().port(), token());
        } else {
            stop();
        }
        return keep(
                new Settings.Api(on, settings.get().api().port(), settings.get().api().token()));
    }

    /// Another port, used at once where it listens. When that one is taken, nothing changes.
    public synchronized Settings.Api port(int port) {
        if (port < 1 || port > LARGEST_PORT) {
            throw new StudioException("app.api.badPort", String.valueOf(port));
        }
        var before = settings.get().api();
        if (port == before.port()) {
            return before;
        }
        if (server != null) {
            // Opened before the old one is closed, so that a taken port changes nothing.
            var opened = ApiServer.open(host, port, token());
            stop();
            server = opened;
        }
        return keep(new Settings.Api(before.on(), port, settings.get().api().token()));
    }

    /// A new token; the old one opens nothing any more.
    public synchronized Settings.Api renewToken() {
        var before = settings.get().api();
        keep(new Settings.Api(before.on(), before.port(), Tokens.random()));
        if (server != null) {
            start(server.port(), settings.get().api().token());
        }
        return settings.get().api();
    }

    /// As the settings say. A port that is taken by now is a line in the log, no reason not to
    /// open.
    public synchronized void begin() {
        if (settings.get().api().on() && server == null) {
            try {
                start(settings.get().api().port(), token());
            } catch (StudioException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }

    private Settings.Api keep(Settings.Api api) {
        settings.change(now -> now.with(d -> d.api(api)));
        return api;
    }

    @Override
    public void close() {
        stop();
    }
}
