package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.conversation.Reply;

/// `/api/chat` and `/api/generate`: one JSON object a line.
final class OllamaWire implements Wire {
    /// What the talk is given back as, for a request that goes on; empty for `/api/chat`.
    @FunctionalInterface
    interface Context {
        List<Integer> after(Said said);
    }

    private final String model;
    private final Optional<Context> context;
    private @Nullable ObjectNode likeness;

    private OllamaWire(String model, Optional<Context> context) {
        this.model = model;
        this.context = context;
    }

    /// @param model by the name that was asked for
    static OllamaWire chat(String model) {
        return new OllamaWire(model, Optional.empty());
    }

    static OllamaWire generate(String model, Context context) {
        return new OllamaWire(model, Optional.of(context));
    }

    private boolean isChat() {
        return context.isEmpty();
    }

    @Override
    public String type() {
        return "application/x-ndjson";
    }

    @Override
    public void decided(Reply reply, List<String> ignored) {
        likeness = Wire.likeness(reply, ignored);
    }

    @Override
    public byte[] said(String piece) {
        return line(object(piece, "", false));
    }

    @Override
    public byte[] thought(String piece) {
        return line(object("", piece, false));
    }

    @Override
    public byte[] end(Said said) {
        return line(finish(object("", "", true), said));
    }

    @Override
    public byte[] whole(Said said) {
        return Call.bytes(finish(object(said.text(), said.thoughts(), true), said));
    }

    @Override
    public byte[] failure(Refused why) {
        return line(OllamaRoutes.error(why));
    }

    @Override
    public byte[] pulse() {
        return " ".getBytes(StandardCharsets.UTF_8);
    }

    /// What `load` and `unload` are answered with.
    ObjectNode nothing(String reason) {
        var object = object("", "", true);
        object.put("done_reason", reason);
        return object;
    }

    private ObjectNode object(String text, String thoughts, boolean done) {
        var object = Call.object();
        object.put("model", model);
        object.put("created_at", Instant.now().toString());
        if (isChat()) {
            var message = object.putObject("message");
            message.put("role", "assistant");
            message.put("content", text);
            if (!thoughts.isEmpty()) {
                message.put("thinking", thoughts);
            }
        } else {
            object.put("response", text);
            if (!thoughts.isEmpty()) {
                object.put("thinking", thoughts);
            }
        }
        object.put("done", done);
        if (likeness != null) {
            object.set("likeness", likeness);
            likeness = null;
        }
        return object;
    }

    private ObjectNode finish(ObjectNode object, Said said) {
        object.put("done_reason", said.reason());
        context.ifPresent(
                context -> {
                    var numbers = object.putArray("context");
                    context.after(said).forEach(numbers::add);
                });
        var took = said.took();
        object.put("total_duration", took.total().toNanos());
        object.put("load_duration", took.load().toNanos());
        // Left out where no model wrote, as Ollama leaves them out when it has none.
        took.written().ifPresent(w -> object.put("prompt_eval_count", w.promptTokens()));
        object.put("prompt_eval_duration", took.reading().toNanos());
        took.written().ifPresent(w -> object.put("eval_count", w.tokens()));
        object.put("eval_duration", took.writing().toNanos());
        return object;
    }

    private static byte[] line(ObjectNode object) {
        return (Call.string(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
