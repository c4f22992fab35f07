package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.conversation.Reply;

/// `/v1/chat/completions` and `/v1/completions`: server-sent events.
final class OpenAiWire implements Wire {
    private final String model;
    private final boolean chat;
    private final boolean usage;
    private final String id;
    private final long created = Instant.now().getEpochSecond();
    private boolean begun;
    private @Nullable ObjectNode likeness;

    /// @param model by the name that was asked for
    /// @param usage whether a stream ends with what it took
    OpenAiWire(String model, boolean chat, boolean usage) {
        this.model = model;
        this.chat = chat;
        this.usage = usage;
        id =
                (chat ? "chatcmpl-" : "cmpl-")
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    @Override
    public String type() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public void decided(Reply reply, List<String> ignored) {
        likeness = Wire.likeness(reply, ignored);
    }

    @Override
    public byte[] said(String piece) {
        return events(begin(), choice(piece, ""));
    }

    @Override
    public byte[] thought(String piece) {
        return new byte[0]; // this API has no place for them
    }

    @Override
    public byte[] end(Said said) {
        var first = begin();
        var last = choice("", said.reason());
        var done = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
        if (!usage) {
            return joined(events(first, last), done);
        }
        var written = said.took().written();
        if (written.isEmpty()) {
            return joined(events(first, last), done);
        }
        var figures = object(true);
        figures.putArray("choices");
        figures.set("usage", usage(written.get()));
        return joined(events(first, last, figures), done);
    }

    @Override
    public byte[] whole(Said said) {
        var object = object(false);
        var choice = object.putArray("choices").addObject();
        choice.put("index", 0);
        if (chat) {
            var message = choice.putObject("message");
            message.put("role", "assistant");
            message.put("content", said.text());
            message.putNull("refusal");
        } else {
            choice.put("text", said.text());
        }
        choice.putNull("logprobs");
        choice.put("finish_reason", said.reason());
        // The protocol has it where it is known: what was recorded has no tokens.
        said.took().written().ifPresent(written -> object.set("usage", usage(written)));
        return Call.bytes(object);
    }

    @Override
    public byte[] failure(Refused why) {
        return events(OpenAiRoutes.error(why));
    }

    @Override
    public byte[] pulse() {
        return ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    }

    /// Who speaks, once, before anything is said.
    private ObjectNode[] begin() {
        if (begun || !chat) {
            return new ObjectNode[0];
        }
        begun = true;
        var chunk = chunk();
        var choice = (ObjectNode) chunk.path("choices").get(0);
        var delta = choice.putObject("delta");
        delta.put("role", "assistant");
        delta.put("content", "");
        choice.putNull("logprobs");
        choice.putNull("finish_reason");
        return new ObjectNode[] {chunk};
    }

    private ObjectNode choice(String piece, String reason) {
        var chunk = chunk();
        var choice = (ObjectNode) chunk.path("choices").get(0);
        if (!chat) {
            choice.put("text", piece);
        } else {
            var delta = choice.putObject("delta");
            if (!piece.isEmpty()) {
                delta.put("content", piece);
            }
        }
        choice.putNull("logprobs");
        if (reason.isEmpty()) {
            choice.putNull("finish_reason");
        } else {
            choice.put("finish_reason", reason);
        }
        return chunk;
    }

    private ObjectNode chunk() {
        var chunk = object(true);
        chunk.putArray("choices").addObject().put("index", 0);
        if (usage) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private ObjectNode object(boolean part) {
        var object = Call.object();
        object.put("id", id);
        object.put(
                "object",
                chat ? part ? "chat.completion.chunk" : "chat.completion" : "text_completion");
        object.put("created", created);
        object.put("model", model);
        if (likeness != null) {
            object.set("likeness", likeness);
            likeness = null;
        }
        return object;
    }

    private static ObjectNode usage(Reply.Written written) {
        var usage = Call.object();
        usage.put("prompt_tokens", written.promptTokens());
        usage.put("completion_tokens", written.tokens());
        usage.put("total_tokens", written.promptTokens() + written.tokens());
        return usage;
    }

    private static byte[] events(ObjectNode[] first, ObjectNode... more) {
        return joined(events(first), events(more));
    }

    private static byte[] events(ObjectNode... events) {
        var text = new StringBuilder();
        for (var event : events) {
            text.append("data: ").append(Call.string(event)).append("\n\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
