package studio.likeness.app.conversation;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.memory.Selection;
import studio.likeness.corpus.store.Answer;
import studio.likeness.models.job.Words;

/// Answers from what the person left, and from nothing else: the recorded answer that fits, else
/// the passages that speak of it, else an honest "I have not recorded that".
public final class ArchiveBrain implements Brain {
    private static final int QUOTED_AT_MOST = 2;

    private final Memory memory;

    public ArchiveBrain(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Reply answer(Question question, Listener decided, Pen pen) throws InterruptedException {
        var reply = decide(question.text());
        decided.decided(reply);
        if (reply.source() != Source.RECORDED) {
            pen.write(reply.text());
        }
        return reply;
    }

    private Reply decide(String heard) {
        var language = Memory.languageOf(heard);
        return switch (memory.select(heard)) {
            case Selection.Fits(var answer, _, var found) -> recorded(answer, found);
            case Selection.Quotes(var passages, _) -> quoted(passages, language);
            case Selection.Nothing(var nearest) -> nothing(nearest, language);
        };
    }

    static Reply recorded(Answer answer, List<Hit> found) {
        return new Reply(
                answer.recording().isPresent() ? Source.RECORDED : Source.QUOTED,
                answer.reply(),
                answer.language(),
                Optional.of(answer),
                found,
                List.of());
    }

    private static Reply quoted(List<Hit> passages, String language) {
        var quoted = passages.stream().limit(QUOTED_AT_MOST).toList();
        var first = quoted.getFirst();
        var locale = Locale.forLanguageTag(language);
        var opening =
                first.date()
                        .map(
                                date ->
                                        Words.say(
                                                locale,
                                                "app.conversation.quoteDated",
                                                first.source(),
                                                date.format(dateFormat(locale))))
                        .orElseGet(
                                () -> Words.say(locale, "app.conversation.quote", first.source()));
        var text =
                quoted.stream()
                        .filter(hit -> hit.id().equals(first.id()))
                        .map(Hit::text)
                        .collect(Collectors.joining(" "));
        return new Reply(
                Source.QUOTED, opening + text, language, Optional.empty(), passages, List.of());
    }

    static Reply nothing(List<Answer> nearest, String language) {
        var locale = Locale.forLanguageTag(language);
        var text = new StringBuilder(Words.say(locale, "app.conversation.unknown"));
        if (!nearest.isEmpty()) {
            text.append(
                    Words.say(
                            locale,
                            "app.conversation.nearest",
                            nearest.stream()
                                    .map(answer -> answer.questions().getFirst())
                                    .collect(
                                            Collectors.joining(
                                                    Words.say(locale, "app.conversation.or")))));
        }
        return new Reply(
                Source.NONE, text.toString(), language, Optional.empty(), List.of(), nearest);
    }

    private static DateTimeFormatter dateFormat(Locale locale) {
        return DateTimeFormatter.ofPattern(
                Words.say(locale, "app.conversation.dateFormat"), locale);
    }

    @Override
    public void close() {
        // The memory belongs to the studio.
    }
}
