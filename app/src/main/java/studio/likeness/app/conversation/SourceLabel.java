package studio.likeness.app.conversation;

import java.util.Locale;
import studio.likeness.models.job.Words;

/// How a reply is marked, the same on screen, in transcripts and in exported pictures.
///
/// @param text in the language asked for
/// @param ascii for machines without a font for it
/// @param recorded solid when true, outlined when not
public record SourceLabel(String text, String ascii, boolean recorded) {
    public static SourceLabel of(Reply reply, Locale locale) {
        return new SourceLabel(
                text(reply, locale), text(reply, Locale.ENGLISH), !reply.source().synthetic());
    }

    private static String text(Reply reply, Locale locale) {
        if (reply.source().synthetic()) {
            return Words.say(locale, "app.conversation.mark.generated");
        }
        var answer = reply.answer().orElseThrow();
        if (answer.recording().orElseThrow().synthetic()) {
            return Words.say(locale, "app.conversation.mark.sample");
        }
        return answer.date()
                .map(date -> Words.say(locale, "app.conversation.mark.recordedOn", date))
                .orElseGet(() -> Words.say(locale, "app.conversation.mark.recorded"));
    }
}
