package studio.likeness.app;

import java.io.IOException;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import studio.likeness.models.home.Home;

/// Where the studio's log goes: three files of a megabyte under `logs/`, nothing on the terminal
/// but what stops the program. What people say, type or show is never logged.
final class Logs {
    private static final int FILE_BYTES = 1 << 20;
    private static final int FILES = 3;
    private static final Logger ROOT = Logger.getLogger("");

    private Logs() {}

    static void open(Home home) {
        LogManager.getLogManager().reset();
        var console = new ConsoleHandler();
        console.setLevel(Level.SEVERE);
        ROOT.addHandler(console);
        try {
            var file =
                    new FileHandler(
                            home.logs().resolve("likeness.%g.log").toString().replace('\\', '/'),
                            FILE_BYTES,
                            FILES,
                            true);
            file.setEncoding("UTF-8");
            file.setFormatter(new SimpleFormatter());
            ROOT.addHandler(file);
        } catch (IOException e) {
            ROOT.log(Level.SEVERE, "no log can be written in " + home.logs(), e);
        }
    }
}
