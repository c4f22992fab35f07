package studio.likeness.app.command;

import picocli.CommandLine.Model.CommandSpec;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.Words;

/// Progress on a terminal: one line on the error stream, drawn at most ten times a second; nothing
/// where the output is no terminal.
final class ProgressLine implements Progress, AutoCloseable {
    private static final long AT_MOST_EVERY_NANOS = 100_000_000;

    private final CommandSpec spec;
    private final boolean terminal;
    private long last;
    private boolean drawn;

    // It is null without a terminal on JDK 25, seen.
    @SuppressWarnings("SystemConsoleNull")
    ProgressLine(CommandSpec spec) {
        this.spec = spec;
        var console = System.console();
        terminal = console != null && console.isTerminal();
    }

    @Override
    public void at(long done, long total, String doing) {
        var now = System.nanoTime();
        if (!terminal || (drawn && now - last < AT_MOST_EVERY_NANOS)) {
            return;
        }
        last = now;
        drawn = true;
        var count = total > 0 ? done + "/" + total : String.valueOf(done);
        draw("%s  %s".formatted(Words.say(doing), count));
    }

    private void draw(String text) {
        var err = spec.commandLine().getErr();
        err.print("\r\u001b[K" + text);
        err.flush();
    }

    @Override
    public void close() {
        clear();
    }

    /// Makes room for other lines.
    void clear() {
        if (drawn) {
            draw("");
            drawn = false;
        }
    }
}
