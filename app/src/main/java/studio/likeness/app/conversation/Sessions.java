package studio.likeness.app.conversation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import studio.likeness.models.language.chat.ChatSession;

/// The model's session of one brain, opened while the first question is still being asked. Loading
/// takes seconds; recorded answers do not wait for it.
final class Sessions implements AutoCloseable {
    private final Supplier<ChatSession> opener;
    private CompletableFuture<ChatSession> opened;
    private boolean closed;

    Sessions(Supplier<ChatSession> opener) {
        this.opener = opener;
        opened = open();
    }

    private CompletableFuture<ChatSession> open() {
        var future = new CompletableFuture<ChatSession>();
        Thread.ofVirtual()
                .name("brain opens")
                .start(
                        () -> {
                            try {
                                hand(opener.get(), future);
                            } catch (RuntimeException | Error e) {
                                future.completeExceptionally(e);
                            }
                        });
        return future;
    }

    private synchronized void hand(ChatSession session, CompletableFuture<ChatSession> to) {
        if (closed) {
            session.close();
            // Whoever still waits for it would wait for ever.
            to.completeExceptionally(new IllegalStateException("the brain is closed"));
        } else {
            to.complete(session);
        }
    }

    /// Waits for it; what failed before is tried again.
    ChatSession get() throws InterruptedException {
        CompletableFuture<ChatSession> wanted;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the brain is closed");
            }
            if (opened.isCompletedExceptionally()) {
                opened = open();
            }
            wanted = opened;
        }
        try {
            return wanted.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw new IllegalStateException("the model could not be opened", e.getCause());
        }
    }

    /// Another one beside it.
    ChatSession another() {
        return opener.get();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            // One that is still loading is closed when it is there.
            if (opened.isDone() && !opened.isCompletedExceptionally()) {
                opened.join().close();
            }
        }
    }
}
