package studio.likeness.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import studio.likeness.models.library.Recognized;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;

/// What `likeness models` prints for other programs: one JSON object a line.
final class ModelsJson {
    private ModelsJson() {}

    static String recognized(Recognized found) {
        var o = new LinkedHashMap<String, Object>();
        o.put("path", found.path().toString());
        o.put("family", found.family().orElse(""));
        o.put("kind", lower(found.kind()));
        o.put("container", found.container());
        o.put("bytes", found.bytes());
        o.put("parameters", found.parameters());
        var facts = new LinkedHashMap<String, Object>();
        found.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        o.put("facts", facts);
        o.put("licence", found.licence().map(Object::toString).orElse(""));
        o.put("use", found.use().stream().map(ModelsJson::lower).toList());
        found.whyNot()
                .ifPresent(
                        why -> {
                            var w = new LinkedHashMap<String, Object>();
                            w.put("key", why.key());
                            w.put("sentence", why.sentence());
                            w.put("remedy", why.remedy());
                            o.put("whyNot", w);
                        });
        return Json.line(o);
    }

    static String model(ModelFolder model) {
        var manifest = model.manifest();
        var o = new LinkedHashMap<String, Object>();
        o.put("id", model.id());
        o.put("name", manifest.name());
        o.put("family", manifest.family());
        o.put("kind", lower(manifest.kind()));
        o.put("path", model.path().toString());
        o.put("bytes", manifest.bytes());
        o.put("created", manifest.created().toString());
        o.put("source", manifest.source().path());
        o.put("licence", manifest.licence().name());
        o.put("weights", manifest.weights());
        manifest.frame().ifPresent(frame -> o.put("context", frame.context()));
        manifest.quality().ifPresent(quality -> o.put("quality", quality(quality)));
        o.put("converter", manifest.converter());
        return Json.line(o);
    }

    private static Map<String, Object> quality(Manifest.Quality quality) {
        var o = new LinkedHashMap<String, Object>();
        o.put("perplexity", quality.perplexity());
        o.put("perplexityOfFloat", quality.perplexityOfFloat());
        o.put("agreement", quality.agreement());
        o.put("tokens", quality.tokens());
        return o;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
