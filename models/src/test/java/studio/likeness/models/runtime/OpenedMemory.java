package studio.likeness.models.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Run by a test in a process of its own: opens a graph of [NBits], runs it, and prints how many
/// bytes of anonymous memory that took.
final class OpenedMemory {
    private OpenedMemory() {}

    static void main(String[] arguments) throws IOException {
        OnnxLibrary.get();
        long before = Memory.anonymousBytes();
        try (var session =
                Session.open(Path.of(arguments[0]), Device.processor(), SessionPlan.usual())) {
            long width = session.inputs().getFirst().shape()[1];
            var x = new Array.Floats(new float[(int) width], 1, width);
            for (int i = 0; i < 3; i++) {
                session.run(Map.of("x0", x));
            }
            System.out.println(Memory.anonymousBytes() - before);
        }
    }
}
