package studio.likeness.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// What a command printed and how it ended.
record CommandRun(int code, String out, String err) {
    static CommandRun of(Path home, String... args) {
        var locale = Locale.getDefault();
        var out = new StringWriter();
        var err = new StringWriter();
        try {
            var all =
                    Stream.concat(
                                    Stream.of(args),
                                    Stream.of("--home", home.toString(), "--language", "en"))
                            .toArray(String[]::new);
            int code =
                    LikenessCommand.commandLine(
                                    new PrintWriter(out, true), new PrintWriter(err, true))
                            .execute(all);
            return new CommandRun(code, out.toString(), err.toString());
        } finally {
            Locale.setDefault(locale);
        }
    }
}
