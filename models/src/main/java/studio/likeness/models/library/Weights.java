package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

/// What an opened checkpoint is.
final class Weights {
    private static final List<Signature> SIGNATURES =
            Stream.of(LanguageSignatures.ALL, VoiceSignatures.ALL, FaceSignatures.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Weights() {}

    /// @param config `config.json` beside it, or missing
    /// @param adapter `adapter_config.json` beside it, or missing
    static Verdict verdict(TensorIndex index, String container, JsonNode config, JsonNode adapter) {
        var listing = Listing.of(index);
        if (listing.tensors().isEmpty()) {
            return Verdict.not(container, "models.library.noTensors");
        }
        var adapters = Adapters.verdict(listing, container, adapter);
        if (adapters.isPresent()) {
            return adapters.get();
        }
        var quantised = Quantised.method(listing, config);
        if (quantised.isPresent()) {
            return quantised(listing, container, config, quantised.get());
        }
        var type = config.path("model_type").asText("");
        var matches =
                SIGNATURES.stream()
                        .map(signature -> signature.match(listing))
                        .flatMap(Optional::stream)
                        .toList();
        if (matches.isEmpty()) {
            return unknown(listing, container, config);
        }
        return matches.stream()
                .filter(match -> agrees(match, type))
                .findFirst()
                .map(match -> known(listing, container, match, config))
                .orElseGet(() -> unknown(listing, container, config));
    }

    private static boolean agrees(Signature.Match match, String type) {
        var models = match.signature().models();
        return type.isEmpty() || models.isEmpty() || models.contains(type);
    }

    private static Verdict known(
            Listing listing, String container, Signature.Match match, JsonNode config) {
        var signature = match.signature();
        var facts = new ArrayList<Fact>();
        match.facts().forEach((name, size) -> facts.add(new Fact(name, String.valueOf(size))));
        for (var name : List.of("max_position_embeddings", "seq_length", "max_sequence_length")) {
            if (config.path(name).isInt() && !match.facts().containsKey("context")) {
                facts.add(new Fact("context", config.path(name).asText()));
                break;
            }
        }
        facts.add(new Fact("storage", listing.storage(match.prefix())));
        var verdict =
                Verdict.known(
                                signature.family(),
                                signature.kind(),
                                container,
                                listing.parameters(match.prefix()))
                        .with(facts);
        if (signature.use().isEmpty()) {
            return FaceSignatures.refusal(signature.family())
                    .map(why -> verdict.but(why))
                    .orElseGet(verdict::later);
        }
        if (signature.kind() == Kind.FACE) {
            return verdict.can(Use.CONVERT); // its names and shapes say all there is to know
        }
        if (!match.prefix().isEmpty() && signature.kind() == Kind.LANGUAGE_MODEL) {
            return verdict.but("models.library.partOfAnother", match.prefix());
        }
        // What hears or speaks needs none, as a rule: its weights' shapes say it all, or the file.
        boolean tells =
                switch (signature.kind()) {
                    case SPEECH -> true;
                    case VOICE ->
                            CloningGraphs.knows(signature.family())
                                    || ConvertingGraphs.needsNoConfig(signature.family());
                    default -> false;
                };
        return config.isObject() || tells
                ? verdict.can(Use.CONVERT)
                : verdict.but("models.library.noConfig");
    }

    private static Verdict quantised(
            Listing listing, String container, JsonNode config, String method) {
        var type = config.path("model_type").asText("");
        var verdict =
                new Verdict(
                        type.isEmpty() ? Optional.empty() : Optional.of(type),
                        Kind.LANGUAGE_MODEL,
                        container,
                        0,
                        List.of(),
                        List.of(),
                        Optional.empty());
        return verdict.with("storage", listing.storage("")).but("models.library.quantised", method);
    }

    private static Verdict unknown(Listing listing, String container, JsonNode config) {
        var architecture =
                config.path("architectures").path(0).asText(config.path("model_type").asText(""));
        var verdict =
                architecture.isEmpty()
                        ? Verdict.not(
                                container,
                                "models.library.unknownTensors",
                                listing.tensors().keySet().iterator().next())
                        : Verdict.not(
                                container, "models.library.unknownArchitecture", architecture);
        return new Verdict(
                        Optional.empty(),
                        Kind.UNKNOWN,
                        container,
                        listing.parameters(""),
                        List.of(),
                        List.of(),
                        verdict.whyNot())
                .with("storage", listing.storage(""));
    }
}
