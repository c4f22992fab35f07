package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.voice.SystemVoice;

/// The voice that a persona was given. Its networks are loaded while the talk begins; where that
/// fails, another voice speaks, and its name says that it stands in and why.
final class PersonaVoice implements Voice {
    private static final System.Logger LOG = System.getLogger(PersonaVoice.class.getName());

    private final String name;
    private final CompletableFuture<Voice> voice;

    /// @param name for as long as it is not loaded
    /// @param chosen loads it
    /// @param instead what speaks where that fails
    PersonaVoice(String name, Supplier<Voice> chosen, Supplier<Voice> instead) {
        this.name = name;
        voice = new CompletableFuture<>();
        Thread.ofVirtual().name("voice").start(() -> load(chosen, instead));
    }

    private void load(Supplier<Voice> chosen, Supplier<Voice> instead) {
        try {
            voice.complete(chosen.get());
        } catch (StudioException e) {
            LOG.log(System.Logger.Level.WARNING, "another voice speaks: " + e.getMessage());
            try {
                voice.complete(standIn(instead.get(), e.explanation()));
            } catch (RuntimeException worse) {
                worse.addSuppressed(e);
                voice.completeExceptionally(worse);
            }
        } catch (RuntimeException | Error e) {
            voice.completeExceptionally(e);
        }
    }

    /// A voice that says of itself that it is not the one that was chosen.
    static Voice standIn(Voice voice, String why) {
        var name = Words.say("app.conversation.standIn", voice.name(), why);
        return new Voice() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Kind kind() {
                return voice.kind();
            }

            @Override
            public Duration speak(
                    String clause, String language, Duration start, SystemVoice.Listener listener)
                    throws InterruptedException {
                return voice.speak(clause, language, start, listener);
            }

            @Override
            public void close() {
                voice.close();
            }
        };
    }

    @Override
    public String name() {
        return isLoaded() ? voice.join().name() : name;
    }

    @Override
    public Kind kind() {
        return isLoaded() ? voice.join().kind() : Kind.NONE;
    }

    private boolean isLoaded() {
        return voice.isDone() && !voice.isCompletedExceptionally();
    }

    @Override
    public Duration speak(
            String clause, String language, Duration start, SystemVoice.Listener listener)
            throws InterruptedException {
        try {
            return voice.get().speak(clause, language, start, listener);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
        }
    }

    /// When it has been loaded, too.
    @Override
    public void close() {
        var _ =
                voice.handle(
                        (loaded, _) -> {
                            if (loaded != null) {
                                loaded.close();
                            }
                            return true;
                        });
    }
}
