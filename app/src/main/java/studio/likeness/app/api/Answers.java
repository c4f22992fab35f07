package studio.likeness.app.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.api.Names.Target;
import studio.likeness.app.api.Said.Took;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.models.language.chat.Answer.Finish;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.TextStream;

/// Has a persona or a model answer. What was opened for one answer is used again for the next.
final class Answers implements AutoCloseable {
    /// Of one model or persona. More would only make each of them slower; the others wait.
    static final int AT_ONCE = 8;

    private final Host host;
    private final Pool<ChatSession> sessions;
    private final Pool<Brain> brains;
    private final Given given = new Given();

    Answers(Host host) {
        this.host = host;
        sessions = new Pool<>(AT_ONCE, host::session);
        brains = new Pool<>(AT_ONCE, key -> host.brain(key.substring(0, key.indexOf('@'))));
    }

    /// Who hears an answer while it is made, on the thread that makes it.
    interface Ear {
        /// Everything is loaded: what takes time from here on is the answer itself.
        void ready();

        /// What a persona has decided, before its first piece.
        ///
        /// @param ignored fields of the request that it does not follow
        void decided(Reply reply, List<String> ignored);

        void said(String piece);

        void thought(String piece);
    }

    /// An answer that may begin; it has its place among those made at once. Close it.
    interface Promise extends AutoCloseable {
        /// Makes it, on a thread that native code may hold.
        Said keep(Ear ear) throws InterruptedException;

        @Override
        void close();
    }

    /// Waits for a place.
    ///
    /// @throws Refused when the target does not answer, or too many wait
    Promise promise(Target target, Ask ask) throws InterruptedException {
        return switch (target) {
            case Target.Person person ->
                    new OfPerson(person.persona().id(), brains.turn(key(person)), ask);
            case Target.Writer(_, var folder) ->
                    new OfModel(folder.id(), sessions.turn(folder.id()), ask);
            case Target.Encoder _ -> throw doesNotAnswer(target);
        };
    }

    private static Refused doesNotAnswer(Target target) {
        return Refused.field("model", "\"" + target.shortName() + "\" does not support chat");
    }

    /// A changed persona has another brain.
    private static String key(Target.Person person) {
        return person.persona().id() + "@" + person.persona().updated();
    }

    /// Makes it ready for the first question.
    void load(Target target, KeepAlive keep) throws InterruptedException {
        switch (target) {
            case Target.Person person -> load(brains, key(person), keep);
            case Target.Writer(_, var folder) -> load(sessions, folder.id(), keep);
            case Target.Encoder _ -> throw doesNotAnswer(target);
        }
    }

    private static void load(Pool<?> pool, String key, KeepAlive keep) throws InterruptedException {
        try (var turn = pool.turn(key)) {
            turn.take(List.of());
            turn.giveBack(List.of(), keep);
        }
    }

    /// Lets go of what is not in use.
    void unload(Target target) {
        switch (target) {
            case Target.Person person -> brains.drop(key(person));
            case Target.Writer(_, var folder) -> {
                sessions.drop(folder.id());
                host.unload(folder.id());
            }
            case Target.Encoder _ -> throw doesNotAnswer(target);
        }
    }

    /// Of language models.
    Pool<ChatSession> sessions() {
        return sessions;
    }

    /// Closes what nobody has wanted for a while.
    void sweep() {
        var now = Instant.now();
        sessions.sweep(now);
        brains.sweep(now);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private final class OfModel implements Promise {
        private final String id;
        private final Pool<ChatSession>.Turn turn;
        private final Ask ask;

        OfModel(String id, Pool<ChatSession>.Turn turn, Ask ask) {
            this.id = id;
            this.turn = turn;
            this.ask = ask;
        }

        @Override
        public Said keep(Ear ear) throws InterruptedException {
            long began = System.nanoTime();
            var session = turn.take(ask.talk());
            var load = since(began);
            ear.ready();
            var heard = new ArrayList<>(ask.talk());
            try {
                var answer =
                        session.generate(
                                ask.talk(),
                                ask.draw().over(session.recommended()),
                                new Limits(
                                        ask.maxTokens().orElse(session.context()),
                                        ask.stops(),
                                        ask.thinking()),
                                new TextStream.Listener(ear::said, ear::thought));
                heard.add(Message.assistant(answer.text()));
                var figures = answer.figures();
                return new Said(
                        answer.text(),
                        answer.thoughts(),
                        answer.finish(),
                        new Took(
                                Optional.of(
                                        new Reply.Written(
                                                figures.promptTokens(), figures.generatedTokens())),
                                load,
                                figures.firstToken(),
                                figures.total().minus(figures.firstToken())),
                        Optional.empty(),
                        List.of());
            } finally {
                turn.giveBack(heard, ask.keep());
            }
        }

        @Override
        public void close() {
            turn.close();
            if (ask.keep().none()) {
                sessions.drop(id);
                host.unload(id);
            }
        }
    }

    private final class OfPerson implements Promise {
        private final String id;
        private final Pool<Brain>.Turn turn;
        private final Ask ask;

        OfPerson(String id, Pool<Brain>.Turn turn, Ask ask) {
            this.id = id;
            this.turn = turn;
            this.ask = ask;
        }

        @Override
        public Said keep(Ear ear) throws InterruptedException {
            long began = System.nanoTime();
            var question = ask.question(text -> given.find(id, text));
            var brain = turn.take(ask.talk());
            var load = since(began);
            ear.ready();
            var heard = new ArrayList<>(ask.talk());
            try {
                long asked = System.nanoTime();
                var telling = new Telling(ask, ear);
                var reply = telling.of(brain, question);
                heard.add(Message.assistant(telling.text()));
                given.keep(id, reply);
                var reading = telling.first(asked);
                return new Said(
                        telling.text(),
                        "",
                        Finish.STOP,
                        new Took(reply.written(), load, reading, since(asked).minus(reading)),
                        Optional.of(reply),
                        ask.ignoredByPersonas());
            } finally {
                turn.giveBack(heard, ask.keep());
            }
        }

        @Override
        public void close() {
            turn.close();
        }
    }

    /// A brain's reply on its way to the ear.
    private static final class Telling {
        private final Ask ask;
        private final Ear ear;
        private final StopText text;
        private Optional<Reply> decided = Optional.empty();
        private long firstAt;
        private boolean stopped;

        Telling(Ask ask, Ear ear) {
            this.ask = ask;
            this.ear = ear;
            Consumer<String> said =
                    piece -> {
                        firstAt = firstAt == 0 ? System.nanoTime() : firstAt;
                        ear.said(piece);
                    };
            text = new StopText(ask.stops(), said);
        }

        Reply of(Brain brain, Question question) throws InterruptedException {
            Reply reply;
            try {
                reply = brain.answer(question, this::decide, this::write);
            } catch (InterruptedException e) {
                if (!stopped) {
                    throw e;
                }
                // Not from outside: the pen stopped the brain.
                reply = decided.orElseThrow();
            }
            if (reply.source() == Source.RECORDED) {
                // Nobody plays the recording here; its words are known.
                text.add(reply.text());
            }
            text.end();
            return reply;
        }

        private void decide(Reply reply) {
            decided = Optional.of(reply);
            ear.decided(reply, ask.ignoredByPersonas());
        }

        private void write(String piece) throws InterruptedException {
            if (!text.add(piece)) {
                stopped = true;
                throw new InterruptedException("a stop string has come");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("nobody listens any more");
            }
        }

        String text() {
            return text.text();
        }

        Duration first(long asked) {
            return firstAt == 0 ? since(asked) : Duration.ofNanos(firstAt - asked);
        }
    }

    @Override
    public void close() {
        sessions.close();
        brains.close();
    }
}
