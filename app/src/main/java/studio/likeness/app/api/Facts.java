package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import studio.likeness.app.api.Names.Target;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.modelfolder.Manifest;

/// What both APIs tell of what can be asked.
final class Facts {
    private Facts() {}

    /// As `/api/tags` lists it.
    static ObjectNode listed(Target target) {
        var entry = Call.object();
        entry.put("name", target.name());
        entry.put("model", target.name());
        entry.put("modified_at", made(target).toString());
        entry.put("size", bytes(target));
        entry.put("digest", digest(target));
        entry.set("details", details(target));
        return entry;
    }

    static ObjectNode details(Target target) {
        var details = Call.object();
        switch (target) {
            case Target.Person(_, var persona) -> {
                details.put("parent_model", persona.brain().model());
                details.put("format", "likeness");
                details.put("family", "persona");
                details.putArray("families").add("persona");
                details.put("parameter_size", "");
                details.put("quantization_level", "");
            }
            case Target.Writer(_, var folder) -> details(details, folder.manifest());
            case Target.Encoder(_, var folder) -> details(details, folder.manifest());
        }
        return details;
    }

    private static void details(ObjectNode details, Manifest manifest) {
        details.put("parent_model", "");
        details.put("format", "onnx");
        details.put("family", manifest.family());
        details.putArray("families").add(manifest.family());
        details.put("parameter_size", "");
        details.put("quantization_level", manifest.weights().getOrDefault("linear", ""));
    }

    static Instant made(Target target) {
        return switch (target) {
            case Target.Person(_, var persona) -> persona.updated();
            case Target.Writer(_, var folder) -> folder.manifest().created();
            case Target.Encoder(_, var folder) -> folder.manifest().created();
        };
    }

    private static long bytes(Target target) {
        return switch (target) {
            case Target.Person _ -> 0;
            case Target.Writer(_, var folder) -> folder.manifest().bytes();
            case Target.Encoder(_, var folder) -> folder.manifest().bytes();
        };
    }

    /// Changes when what is behind the name changes.
    private static String digest(Target target) {
        return switch (target) {
            case Target.Person(_, var persona) -> digest(persona);
            case Target.Writer(_, var folder) -> digest(folder.manifest());
            case Target.Encoder(_, var folder) -> digest(folder.manifest());
        };
    }

    private static String digest(Persona persona) {
        return sha256(persona.id() + " " + persona.updated());
    }

    private static String digest(Manifest manifest) {
        return sha256(
                manifest.files().stream()
                        .map(file -> file.name() + " " + file.sha256())
                        .collect(Collectors.joining("\n")));
    }

    private static String sha256(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /// `model_info` of `/api/show`, by the keys of GGUF.
    static ObjectNode info(Target target) {
        var info = Call.object();
        switch (target) {
            case Target.Person(_, var persona) -> {
                info.put("general.architecture", "persona");
                info.put("general.name", persona.name());
            }
            case Target.Writer(_, var folder) -> info(info, folder.manifest());
            case Target.Encoder(_, var folder) -> info(info, folder.manifest());
        }
        return info;
    }

    private static void info(ObjectNode info, Manifest manifest) {
        var family = manifest.family();
        info.put("general.architecture", family);
        info.put("general.name", manifest.name());
        manifest.frame()
                .ifPresent(
                        frame -> {
                            info.put(family + ".block_count", frame.layers());
                            info.put(family + ".context_length", frame.context());
                            info.put(family + ".attention.head_count_kv", frame.kvHeads());
                            info.put(family + ".attention.key_length", frame.headSize());
                            info.put(family + ".vocab_size", frame.vocabulary());
                        });
    }
}
