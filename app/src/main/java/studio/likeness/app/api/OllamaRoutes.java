package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import studio.likeness.app.api.Names.Target;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;

/// The endpoints of Ollama.
final class OllamaRoutes {
    private final Host host;
    private final Served served;

    OllamaRoutes(Host host, Served served) {
        this.host = host;
        this.served = served;
    }

    static ObjectNode error(Refused why) {
        return Call.object().put("error", why.getMessage());
    }

    void version(Call call) throws IOException {
        call.send(200, Call.object().put("version", host.version()));
    }

    void tags(Call call) throws IOException {
        var body = Call.object();
        var models = body.putArray("models");
        served.names().all().forEach(target -> models.add(Facts.listed(target)));
        call.send(200, body);
    }

    void running(Call call) throws IOException {
        var body = Call.object();
        var models = body.putArray("models");
        for (var loaded : host.loaded()) {
            served.names().all().stream()
                    .filter(
                            target ->
                                    target instanceof Target.Writer(_, var folder)
                                            && folder.id().equals(loaded.id()))
                    .forEach(
                            target -> {
                                var entry = Facts.listed(target);
                                entry.remove("modified_at");
                                var until =
                                        served.answers()
                                                .sessions()
                                                .keptUntil(loaded.id())
                                                .orElseGet(Instant::now);
                                entry.put("expires_at", until.toString());
                                entry.put("size_vram", onCard(loaded, entry));
                                models.add(entry);
                            });
        }
        call.send(200, body);
    }

    private static long onCard(Loaded loaded, ObjectNode entry) {
        return switch (loaded.device()) {
            case Device.Processor _ -> 0;
            case Device.Cuda _ -> entry.path("size").asLong();
        };
    }

    void show(Call call) throws IOException {
        var fields = call.body();
        var target = served.names().find(name(fields));
        var body = Call.object();
        var file = ShownModelfile.of(target);
        body.put("modelfile", file.text());
        body.put("parameters", file.parameters());
        body.put("template", file.template());
        body.put("system", file.system());
        body.set("details", Facts.details(target));
        body.set("model_info", Facts.info(target));
        var can = body.putArray("capabilities");
        can.add(target instanceof Target.Encoder ? "embedding" : "completion");
        if (target instanceof Target.Writer(_, var folder) && thinks(folder)) {
            can.add("thinking");
        }
        body.put("modified_at", Facts.made(target).toString());
        call.send(200, body);
    }

    private static boolean thinks(ModelFolder folder) {
        return folder.manifest().prompt().equals("qwen3");
    }

    void chat(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        fields.refuse("tools", "format");
        var name = name(fields);
        var target = served.names().find(name);
        var talk = Talks.messages(fields);
        var wire = OllamaWire.chat(name);
        if (talk.isEmpty()) {
            ready(call, target, wire, KeepAlive.of(fields));
            return;
        }
        served.answer(call, target, ask(fields, talk), wire, fields.flag("stream").orElse(true));
    }

    void generate(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        fields.refuse("images", "suffix", "template", "format", "raw");
        var name = name(fields);
        var target = served.names().find(name);
        var talk = new ArrayList<Message>();
        fields.text("system")
                .filter(system -> !system.isEmpty())
                .ifPresent(system -> talk.add(Message.system(system)));
        talk.addAll(Talks.talk(fields));
        var prompt = fields.text("prompt").orElse("");
        if (prompt.isEmpty()) {
            var wire = OllamaWire.generate(name, _ -> List.of());
            ready(call, target, wire, KeepAlive.of(fields));
            return;
        }
        talk.add(Message.user(prompt));
        var wire = OllamaWire.generate(name, said -> Talks.context(talk, said.text()));
        served.answer(call, target, ask(fields, talk), wire, fields.flag("stream").orElse(true));
    }

    /// Nothing to say means: make it ready, or let go of it.
    private void ready(Call call, Target target, OllamaWire wire, KeepAlive keep)
            throws IOException, InterruptedException {
        if (keep.none()) {
            served.answers().unload(target);
            call.send(200, wire.nothing("unload"));
            return;
        }
        Aside.call(
                () -> {
                    served.answers().load(target, keep);
                    return true;
                });
        call.send(200, wire.nothing("load"));
    }

    private static Ask ask(Fields fields, List<Message> talk) {
        var options = fields.object("options");
        options.whole("num_ctx", 0, Integer.MAX_VALUE); // a talk has as much room as the model has
        var most = options.whole("num_predict", -2, Integer.MAX_VALUE);
        return new Ask(
                talk,
                Draw.ofOllama(options),
                most.isPresent() && most.getAsLong() > 0
                        ? OptionalInt.of((int) most.getAsLong())
                        : OptionalInt.empty(),
                options.texts("stop"),
                thinking(fields),
                KeepAlive.of(fields));
    }

    /// A flag, or how much of it.
    private static boolean thinking(Fields fields) {
        return fields.node().path("think").isTextual()
                ? fields.text("think").filter(much -> !much.equals("false")).isPresent()
                : fields.flag("think").orElse(false);
    }

    void embed(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        if (!fields.flag("truncate").orElse(true)) {
            throw Refused.unsupported("truncate false");
        }
        var name = name(fields);
        var made =
                served.vectors()
                        .of(
                                served.names().find(name),
                                fields.texts("input"),
                                fields.whole("dimensions", 1, Integer.MAX_VALUE),
                                KeepAlive.of(fields));
        var body = Call.object();
        body.put("model", name);
        var list = body.putArray("embeddings");
        for (var vector : made.vectors()) {
            var numbers = list.addArray();
            for (float number : vector) {
                numbers.add(number);
            }
        }
        body.put("total_duration", made.total().toNanos());
        body.put("load_duration", made.load().toNanos());
        body.put("prompt_eval_count", made.tokens());
        call.send(200, body);
    }

    /// As it was before `/api/embed`.
    void embeddings(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        var made =
                served.vectors()
                        .of(
                                served.names().find(name(fields)),
                                List.of(fields.need("prompt")),
                                OptionalLong.empty(),
                                KeepAlive.of(fields));
        var body = Call.object();
        var numbers = body.putArray("embedding");
        for (float number : made.vectors().getFirst()) {
            numbers.add(number);
        }
        call.send(200, body);
    }

    /// Models come and go through the Library, where the user sees their licence and size.
    void notHere(Call call) {
        throw new Refused(
                501,
                "this server does not pull, push, create, copy or delete models;"
                        + " use the Library tab or likeness models",
                "unsupported",
                "");
    }

    /// Older clients call it `name`.
    private static String name(Fields fields) {
        return fields.has("model") || !fields.has("name")
                ? fields.need("model")
                : fields.need("name");
    }
}
