package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import studio.likeness.app.api.Names.Target;
import studio.likeness.models.language.chat.Message;

/// The endpoints of OpenAI.
final class OpenAiRoutes {
    private static final int SERVER_FAULTS = 500;

    private final Served served;

    OpenAiRoutes(Served served) {
        this.served = served;
    }

    static ObjectNode error(Refused why) {
        var body = Call.object();
        var error = body.putObject("error");
        error.put("message", why.getMessage());
        error.put("type", why.status() >= SERVER_FAULTS ? "server_error" : "invalid_request_error");
        put(error, "param", why.param());
        put(error, "code", why.code());
        return body;
    }

    private static void put(ObjectNode error, String name, String value) {
        if (value.isEmpty()) {
            error.putNull(name);
        } else {
            error.put(name, value);
        }
    }

    void models(Call call) throws IOException {
        var body = Call.object();
        body.put("object", "list");
        var data = body.putArray("data");
        served.names().all().forEach(target -> data.add(listed(target)));
        call.send(200, body);
    }

    void model(Call call, String name) throws IOException {
        call.send(200, listed(served.names().find(name)));
    }

    private static ObjectNode listed(Target target) {
        var entry = Call.object();
        entry.put("id", target.shortName());
        entry.put("object", "model");
        entry.put("created", Facts.made(target).getEpochSecond());
        entry.put("owned_by", target instanceof Target.Person ? "persona" : "library");
        return entry;
    }

    void chat(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        fields.refuse("tools", "functions", "logit_bias", "logprobs", "audio", "store");
        refuseFormats(fields);
        var talk = Talks.messages(fields);
        if (talk.isEmpty()) {
            throw Refused.field("messages", "messages is required");
        }
        answer(call, fields, talk, true);
    }

    void completions(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        fields.refuse("suffix", "echo", "logit_bias", "logprobs");
        var prompts = fields.texts("prompt");
        if (prompts.size() != 1 || prompts.getFirst().isEmpty()) {
            throw Refused.field("prompt", "prompt must be one text");
        }
        if (fields.whole("best_of", 1, Integer.MAX_VALUE).orElse(1) > 1) {
            throw Refused.unsupported("best_of");
        }
        answer(call, fields, List.of(Message.user(prompts.getFirst())), false);
    }

    private static void refuseFormats(Fields fields) {
        var format = fields.object("response_format");
        if (!format.text("type").orElse("text").equals("text")) {
            throw Refused.unsupported("response_format");
        }
        for (var kind : fields.texts("modalities")) {
            if (!kind.equals("text")) {
                throw Refused.unsupported("modalities " + kind);
            }
        }
    }

    private void answer(Call call, Fields fields, List<Message> talk, boolean chat)
            throws IOException, InterruptedException {
        if (fields.whole("n", 1, Integer.MAX_VALUE).orElse(1) > 1) {
            throw Refused.unsupported("n above 1");
        }
        boolean usage = fields.object("stream_options").flag("include_usage").orElse(false);
        var name = fields.need("model");
        var most = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE);
        var older = fields.whole("max_tokens", 1, Integer.MAX_VALUE);
        var limit = most.isPresent() ? most : older;
        var ask =
                new Ask(
                        talk,
                        Draw.ofOpenAi(fields),
                        limit.isPresent()
                                ? OptionalInt.of((int) limit.getAsLong())
                                : OptionalInt.empty(),
                        fields.texts("stop"),
                        false,
                        KeepAlive.USUAL);
        served.answer(
                call,
                served.names().find(name),
                ask,
                new OpenAiWire(name, chat, usage),
                fields.flag("stream").orElse(false));
    }

    void embeddings(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        var format = fields.text("encoding_format").orElse("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw fields.wrong("encoding_format", "float or base64");
        }
        var name = fields.need("model");
        var made =
                served.vectors()
                        .of(
                                served.names().find(name),
                                fields.texts("input"),
                                fields.whole("dimensions", 1, Integer.MAX_VALUE),
                                KeepAlive.USUAL);
        var body = Call.object();
        body.put("object", "list");
        var data = body.putArray("data");
        for (var vector : made.vectors()) {
            embedding(data, vector, format.equals("base64"));
        }
        body.put("model", name);
        var usage = body.putObject("usage");
        usage.put("prompt_tokens", made.tokens());
        usage.put("total_tokens", made.tokens());
        call.send(200, body);
    }

    private static void embedding(ArrayNode data, float[] vector, boolean base64) {
        int index = data.size();
        var entry = data.addObject();
        entry.put("object", "embedding");
        entry.put("index", index);
        if (!base64) {
            var numbers = entry.putArray("embedding");
            for (float number : vector) {
                numbers.add(number);
            }
            return;
        }
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        entry.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
    }
}
