package studio.likeness.app.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import studio.likeness.app.api.Names.Target;
import studio.likeness.models.runtime.MainMemory;

/// What both APIs have in common: names, answers, vectors, voices.
///
/// @param closing whether the server wants to end
record Served(
        Names names, Answers answers, Vectors vectors, Speaking speaking, BooleanSupplier closing)
        implements AutoCloseable {
    static Served of(Host host, BooleanSupplier closing) {
        return new Served(
                new Names(host),
                new Answers(host),
                new Vectors(host),
                new Speaking(host, MainMemory::isShort),
                closing);
    }

    /// Waits for a place, then brings the answer.
    void answer(Call call, Target target, Ask ask, Wire wire, boolean streaming)
            throws IOException, InterruptedException {
        if (target instanceof Target.Person) {
            ask.question(
                    _ -> Optional.empty()); // what cannot be asked is refused before anybody waits
        }
        new Delivery(call, wire, streaming, closing).bring(answers.promise(target, ask));
    }

    void sweep() {
        answers.sweep();
        vectors.sweep();
        speaking.sweep(Instant.now());
    }

    @Override
    public void close() {
        answers.close();
        vectors.close();
        speaking.close();
    }
}
