package studio.likeness.models.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// The child's side: one order in, progress and one result out.
public final class WorkerProcess {
    /// Progress more often than this is not passed on.
    private static final long PAUSE_NANOS = 50_000_000;

    private static final int ORPHANED = 3;

    private WorkerProcess() {}

    /// Where a worker starts that no launcher starts.
    public static void main(String[] args) {
        System.exit(serve());
    }

    /// Takes the order from the standard input.
    ///
    /// @return the exit code
    public static int serve() {
        // Whatever a library prints must not come between the messages.
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return serve(in, out, () -> Thread.ofPlatform().daemon().start(() -> endWith(in)));
    }

    /// Nobody needs a worker whose parent is gone.
    private static void endWith(BufferedReader parent) {
        try {
            while (parent.readLine() != null) {
                // Nothing more is said to it.
            }
        } catch (IOException _) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    /// @param ordered called when the order was understood
    static int serve(BufferedReader in, PrintStream out, Runnable ordered) {
        var message = answer(in, ordered, progress(out));
        synchronized (out) {
            out.println(message.line());
        }
        return message instanceof Message.Result || message instanceof Message.Told ? 0 : 1;
    }

    private static Message answer(BufferedReader in, Runnable ordered, Progress progress) {
        try {
            return new Message.Result(run(in, ordered, progress));
        } catch (StudioException e) {
            return new Message.Told(e.key(), e.args());
        } catch (OutOfMemoryError _) {
            return new Message.Exhausted();
        } catch (Exception | LinkageError | StackOverflowError e) {
            return e.getCause() instanceof OutOfMemoryError
                    ? new Message.Exhausted()
                    : new Message.Fault(trace(e));
        }
    }

    private static JsonNode run(BufferedReader in, Runnable ordered, Progress progress)
            throws Exception {
        var line = in.readLine();
        if (line == null) {
            throw new IOException("no order");
        }
        var order = Message.MAPPER.readTree(line);
        var task =
                Class.forName(order.path("task").asText())
                        .asSubclass(Worker.Task.class)
                        .getConstructor()
                        .newInstance();
        ordered.run();
        return task.run(order.path("order"), progress);
    }

    private static Progress progress(PrintStream out) {
        return new Progress() {
            private long last = System.nanoTime() - PAUSE_NANOS;
            private String doing = "";

            @Override
            public void at(long done, long total, String now) {
                synchronized (out) {
                    if (System.nanoTime() - last >= PAUSE_NANOS || !now.equals(doing)) {
                        last = System.nanoTime();
                        doing = now;
                        out.println(new Message.Progressed(done, total, now).line());
                    }
                }
            }
        };
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
