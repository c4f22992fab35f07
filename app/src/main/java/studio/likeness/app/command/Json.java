package studio.likeness.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Trace.Step;
import studio.likeness.app.conversation.Turn;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.Provenance;

/// What commands print for other programs: one JSON object a line.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String turn(Turn turn) {
        var reply = turn.reply();
        var o = new LinkedHashMap<String, Object>();
        o.put("turn", turn.number());
        o.put("heard", turn.heard());
        o.put("reply", reply.text());
        o.put("source", reply.source().name().toLowerCase(Locale.ROOT));
        o.put("answerId", reply.answer().map(Answer::id).orElse(""));
        o.put("memory", reply.memory().stream().map(Json::receipt).toList());
        o.put("latencyMs", latencies(turn.trace()));
        o.put("audioSeconds", seconds(turn.spoken()));
        o.put("voice", turn.voice());
        return line(o);
    }

    private static Map<String, Object> receipt(Hit hit) {
        var o = new LinkedHashMap<String, Object>();
        o.put("text", hit.text());
        o.put("source", hit.source());
        o.put("score", Math.round(hit.score() * 1000) / 1000.0);
        return o;
    }

    private static Map<String, Object> latencies(Trace trace) {
        var o = new LinkedHashMap<String, Object>();
        put(o, "memory", trace, Step.MEMORY);
        put(o, "firstText", trace, Step.FIRST_TEXT);
        put(o, "firstClause", trace, Step.FIRST_CLAUSE);
        put(o, "firstAudio", trace, Step.FIRST_AUDIO);
        put(o, "firstFrame", trace, Step.FIRST_FRAME);
        put(o, "total", trace, Step.TOTAL);
        return o;
    }

    private static void put(Map<String, Object> o, String name, Trace trace, Step step) {
        trace.at(step).ifPresent(at -> o.put(name, Math.round(at.toNanos() / 1e5) / 10.0));
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }

    static String hit(Hit hit) {
        var o = new LinkedHashMap<String, Object>();
        o.put("kind", hit.kind().name().toLowerCase(Locale.ROOT));
        o.put("id", hit.id());
        o.put("text", hit.text());
        o.put("source", hit.source());
        o.put("language", hit.language());
        o.put("date", hit.date().map(Object::toString).orElse(""));
        o.put("score", Math.round(hit.score() * 1000) / 1000.0);
        return line(o);
    }

    static String persona(Persona persona) {
        var o = new LinkedHashMap<String, Object>();
        o.put("id", persona.id());
        o.put("name", persona.name());
        o.put("alias", persona.alias());
        o.put("summary", persona.summary());
        o.put("languages", persona.languages());
        o.put("sample", persona.sample());
        o.put("consent", persona.consent().basis().name().toLowerCase(Locale.ROOT));
        o.put("created", persona.created().toString());
        return line(o);
    }

    static String answer(Answer answer) {
        return line(fields(answer));
    }

    static String pretty(Answer answer) {
        try {
            return MAPPER.writer(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(fields(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> fields(Answer answer) {
        var o = new LinkedHashMap<String, Object>();
        o.put("kind", "answer");
        o.put("id", answer.id());
        o.put("language", answer.language());
        o.put("topic", answer.topic());
        o.put("date", answer.date().map(Object::toString).orElse(""));
        o.put("questions", answer.questions());
        o.put("reply", answer.reply());
        answer.recording()
                .ifPresent(
                        media -> {
                            var m = new LinkedHashMap<String, Object>();
                            m.put("sha256", media.sha256());
                            m.put("kind", media.kind());
                            m.put("seconds", seconds(media.length()));
                            m.put("synthetic", media.synthetic());
                            m.put("provenance", provenance(media.provenance()));
                            o.put("recording", m);
                        });
        o.put("provenance", provenance(answer.provenance()));
        return o;
    }

    static String document(Document document) {
        var o = new LinkedHashMap<String, Object>();
        o.put("kind", "document");
        o.put("id", document.id());
        o.put("language", document.language());
        o.put("title", document.title());
        o.put("date", document.date().map(Object::toString).orElse(""));
        o.put("passages", document.passages().size());
        o.put("provenance", provenance(document.provenance()));
        return line(o);
    }

    private static Map<String, Object> provenance(Provenance provenance) {
        var o = new LinkedHashMap<String, Object>();
        o.put("origin", provenance.origin());
        o.put("at", provenance.at().toString());
        o.put("by", provenance.by());
        return o;
    }

    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
