package studio.likeness.app.conversation;

import java.util.ArrayList;
import java.util.Locale;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.TextStream;

/// What was said, as the model itself sums it up.
final class Summary {
    private static final int LONGEST = 200;

    private final ChatSession session;
    private final TalkSoFar.Folding folding;

    Summary(ChatSession session, TalkSoFar.Folding folding) {
        this.session = session;
        this.folding = folding;
    }

    /// @throws StudioException when it says nothing
    String write(String language) throws InterruptedException {
        var locale = Locale.forLanguageTag(language);
        int answer = Math.min(LONGEST, session.context() / 4);
        var writer = new PromptWriter(session::tokens);
        var text = new StringBuilder();
        if (!folding.before().isBlank()) {
            text.append(Words.say(locale, "app.conversation.prompt.before", folding.before()))
                    .append('\n');
        }
        for (var exchange : folding.fresh()) {
            text.append(
                            Words.say(
                                    locale,
                                    "app.conversation.heardBefore",
                                    exchange.heard(),
                                    exchange.reply().text()))
                    .append('\n');
        }
        var task = Words.say(locale, "app.conversation.prompt.summarise");
        int room = session.context() - answer - writer.tokens(task) - 64;
        var messages = new ArrayList<Message>();
        messages.add(Message.user(writer.clip(text.toString(), room) + "\n" + task));
        var said =
                session.generate(
                        messages,
                        session.recommended(),
                        Limits.of(answer),
                        TextStream.Listener.of(_ -> {}));
        if (said.text().isBlank()) {
            throw new StudioException("app.conversation.noSummary");
        }
        return said.text().strip();
    }
}
