package studio.likeness.models.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A process and what it says. Closing ends it, whatever it is doing.
final class Child implements AutoCloseable {
    /// Of what it says aside, the end is kept.
    private static final int LINES_ASIDE = 40;

    private static final int LONGEST_ASIDE = 500;

    /// A line, or the end of all lines.
    private record Heard(Optional<String> line) {}

    private final Process process;
    // The reader waits when nobody listens; the child then waits too.
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(64);
    private final Deque<String> aside = new ArrayDeque<>();
    private final Thread lines;
    private final Thread asides;

    private Child(Process process) {
        this.process = process;
        lines = Thread.ofVirtual().name("worker-lines").start(this::readLines);
        asides = Thread.ofVirtual().name("worker-asides").start(this::readAsides);
    }

    static Child start(ProcessBuilder command) throws IOException {
        return new Child(command.start());
    }

    /// One line. What it is told through stays open: its end tells the child that nobody listens
    /// any more. A child that is gone already shows by its own end.
    void say(String line) {
        var out = process.getOutputStream();
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException _) {
            // It died before it listened; its exit code says more than a broken pipe.
        }
    }

    private void readLines() {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.put(new Heard(Optional.of(line)));
            }
        } catch (IOException _) {
            // Ended while it spoke: the same as its end.
        } catch (InterruptedException _) {
            return; // closed; nobody listens any more
        }
        try {
            heard.put(new Heard(Optional.empty()));
        } catch (InterruptedException _) {
            // Closed; nobody listens any more.
        }
    }

    private void readAsides() {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (aside) {
                    aside.add(line.substring(0, Math.min(line.length(), LONGEST_ASIDE)));
                    if (aside.size() > LINES_ASIDE) {
                        aside.removeFirst();
                    }
                }
            }
        } catch (IOException _) {
            // Ended while it spoke.
        }
    }

    /// What became of waiting for a line.
    sealed interface Wait {
        record Line(String text) implements Wait {}

        record Nothing() implements Wait {}

        record End() implements Wait {}
    }

    Wait next(Duration patience) throws InterruptedException {
        var next = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            return new Wait.Nothing();
        }
        return next.line().isPresent() ? new Wait.Line(next.line().get()) : new Wait.End();
    }

    /// After its end: how it ended.
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /// The end of what it wrote to its error stream.
    String aside() throws InterruptedException {
        asides.join(Duration.ofSeconds(2));
        synchronized (aside) {
            return String.join("\n", aside);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        lines.interrupt();
    }
}
