package studio.likeness.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import studio.likeness.models.home.Home;

/// One home for everything native that libraries unpack: `<home>/runtime/<version>/`. Must run
/// before the first of them is loaded; what the command line has set already stays.
final class NativeHome {
    private NativeHome() {}

    static void settle(Home home) {
        var folder = ascii(home.runtime().resolve(Studio.VERSION));
        set("org.bytedeco.javacpp.cachedir", folder.resolve("javacpp"));
        set("javafx.cachedir", folder.resolve("javafx"));
        set("likeness.natives", folder);
        set("DJL_CACHE_DIR", folder.resolve("djl"));
        set("org.sqlite.tmpdir", folder);
        // It does not make its folder itself.
        folder.toFile().mkdirs();
    }

    /// Libraries that load others fail from a path with, say, Chinese characters on Windows.
    private static Path ascii(Path folder) {
        var shared = System.getenv("PROGRAMDATA");
        if (shared == null || StandardCharsets.US_ASCII.newEncoder().canEncode(folder.toString())) {
            return folder;
        }
        return Path.of(shared, "Likeness", "runtime", Studio.VERSION);
    }

    private static void set(String property, Path folder) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, folder.toString());
        }
    }
}
