package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import studio.likeness.app.conversation.Reply;

/// How one endpoint writes one answer. Made for each request; asked in the order of the answer.
interface Wire {
    /// Of a stream.
    String type();

    /// What a persona has decided; goes out with the first piece.
    ///
    /// @param ignored fields of the request that it does not follow
    void decided(Reply reply, List<String> ignored);

    byte[] said(String piece);

    /// Empty where the endpoint does not tell thoughts.
    byte[] thought(String piece);

    /// The end of a stream, after all pieces.
    byte[] end(Said said);

    /// The answer in one piece, where none was streamed.
    byte[] whole(Said said);

    /// Within a stream that cannot go on.
    byte[] failure(Refused why);

    /// What readers skip, to find out whether one is there: a blank, or a comment.
    byte[] pulse();

    /// What both APIs tell of a persona's reply, in a field that their clients do not know.
    static ObjectNode likeness(Reply reply, List<String> ignored) {
        var likeness = Call.object();
        likeness.put("source", reply.source().name().toLowerCase(Locale.ROOT));
        reply.answer().ifPresent(answer -> likeness.put("answer", answer.id()));
        var memory = likeness.putArray("memory");
        for (var hit : reply.memory()) {
            var receipt = memory.addObject();
            receipt.put("text", hit.text());
            receipt.put("source", hit.source());
            hit.date().ifPresent(date -> receipt.put("date", date.toString()));
            receipt.put("score", Math.round(hit.score() * 1000) / 1000.0);
        }
        var list = likeness.putArray("ignored");
        ignored.forEach(list::add);
        return likeness;
    }
}
