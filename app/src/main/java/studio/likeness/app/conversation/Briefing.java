package studio.likeness.app.conversation;

import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.ChatSession;

/// What a loaded model is given to read, turn by turn: all that stays comes first and is read
/// between the turns, so that a turn reads what memory found and the question. Not thread-safe.
final class Briefing {
    /// Of the prompt, for what was said before.
    private static final double TALK = 0.35;

    private final ChatSession session;
    private final PromptWriter writer;
    private final TalkSoFar talk;

    /// Decided once: where it changed, much would have to be read again.
    private final Room room;

    Briefing(ChatSession session, Persona persona) {
        this.session = session;
        writer = new PromptWriter(session::tokens);
        room = room(session, writer, persona);
        talk = new TalkSoFar(writer);
    }

    private static Room room(ChatSession session, PromptWriter writer, Persona persona) {
        var widest = Room.ofContext(session.context());
        return widest.readAt(session.readingSpeed(), writer.least(persona, widest));
    }

    /// A prompt as it is in a talk whose beginning has been read.
    static Prompt sample(ChatSession session, Persona persona, Material material) {
        var writer = new PromptWriter(session::tokens);
        return writer.write(persona, material, room(session, writer, persona));
    }

    ChatSession session() {
        return session;
    }

    /// What is new with the turn is as short as the time for it demands.
    Prompt prompt(Persona persona, Material material, List<Question.Exchange> before) {
        var whole = withTalk(material, before);
        int unread = session.unread(writer.write(persona, whole, room).beginning());
        return writer.write(persona, whole, room.after(unread));
    }

    /// Reads what the next prompt will begin with.
    ///
    /// @param lines of theirs, as in every material
    void readAhead(Persona persona, List<String> lines, List<Question.Exchange> before)
            throws InterruptedException {
        var nothing = new Material("", List.of(), List.of(), lines, "", List.of());
        session.read(writer.write(persona, withTalk(nothing, before), room).beginning());
    }

    private Material withTalk(Material material, List<Question.Exchange> before) {
        var view = talk.view(before, budget());
        return material.with(view.summary(), view.recent());
    }

    private int budget() {
        return (int) (TALK * room.total());
    }

    /// What should be summarised while nobody waits.
    Optional<TalkSoFar.Folding> due(List<Question.Exchange> before) {
        return talk.due(before, budget());
    }

    void summarised(TalkSoFar.Folding folding, String text) {
        talk.summarised(folding, text);
    }

    Reply.Written took(Prompt prompt, String text) {
        return new Reply.Written(session.tokens(prompt.messages()), writer.tokens(text));
    }
}
