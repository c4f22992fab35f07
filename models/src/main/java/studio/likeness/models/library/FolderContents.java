package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

/// What a folder holds: one model in one or several files, a tokenizer, several models, or nothing.
final class FolderContents {
    private static final Set<Content> WEIGHTS =
            EnumSet.of(
                    Content.SAFETENSORS,
                    Content.ZIP,
                    Content.PICKLE,
                    Content.GGUF,
                    Content.ONNX,
                    Content.ENCRYPTED_ZIP);

    private static final int MOST_FILES = 2000;
    private static final int MOST_NAMED = 6;

    private final Path folder;
    private final Recognizer recognizer;
    private final Map<Path, Content> files = new LinkedHashMap<>();
    private final List<Path> folders = new ArrayList<>();
    private long bytes;

    FolderContents(Path folder, Recognizer recognizer) throws IOException {
        this.folder = folder;
        this.recognizer = recognizer;
        try (var entries = Files.list(folder)) {
            for (var entry : (Iterable<Path>) entries.sorted().limit(MOST_FILES)::iterator) {
                if (entry.getFileName().toString().startsWith(".")) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    folders.add(entry);
                } else if (Files.isRegularFile(entry)) {
                    files.put(entry, Content.of(entry));
                    bytes += Files.size(entry);
                }
            }
        }
    }

    Recognized recognize() throws IOException {
        try {
            return look();
        } catch (StudioException e) {
            return answer(
                    Verdict.not(
                            "folder",
                            "models.library.cannotOpen",
                            folder.getFileName(),
                            e.explanation()));
        }
    }

    private Recognized look() throws IOException {
        if (files.isEmpty() && folders.isEmpty()) {
            return answer(Verdict.not("folder", "models.library.emptyFolder"));
        }
        var pointers = named(Set.of(Content.LFS_POINTER));
        if (!pointers.isEmpty()) {
            return answer(Verdict.not("git-lfs", "models.library.lfsPointer", some(pointers)));
        }
        var listed = Shards.listed(folder);
        if (listed.isPresent()) {
            return parts(List.copyOf(listed.get()));
        }
        var weights = named(WEIGHTS);
        var gaps = Shards.gaps(weights);
        if (!gaps.isEmpty()) {
            return answer(Verdict.not("folder", "models.library.missingParts", some(gaps)));
        }
        if (weights.size() == 1) {
            return one(folder.resolve(weights.getFirst()));
        }
        return weights.isEmpty() ? withoutWeights() : several(weights);
    }

    private List<String> named(Set<Content> contents) {
        return files.entrySet().stream()
                .filter(e -> contents.contains(e.getValue()))
                .map(e -> e.getKey().getFileName().toString())
                .toList();
    }

    private Recognized parts(List<String> names) throws IOException {
        var missing = names.stream().filter(n -> !Files.isRegularFile(folder.resolve(n))).toList();
        if (!missing.isEmpty()) {
            return answer(Verdict.not("folder", "models.library.missingParts", some(missing)));
        }
        var container =
                files.get(folder.resolve(names.getFirst())) == Content.SAFETENSORS
                        ? "safetensors"
                        : "torch";
        return answer(recognizer.weights(folder, Optional.of(folder), container));
    }

    private Recognized one(Path file) throws IOException {
        return answer(recognizer.inside(file, Optional.of(folder)));
    }

    /// Several files of weights without an index: the parts of one model, one model in two
    /// containers, one among training's leftovers, or several models.
    private Recognized several(List<String> weights) throws IOException {
        if (weights.stream().allMatch(Shards::isNumbered)) {
            var container = files.containsValue(Content.SAFETENSORS) ? "safetensors" : "torch";
            return answer(recognizer.weights(folder, Optional.of(folder), container));
        }
        var known = new LinkedHashMap<String, Verdict>();
        for (var name : weights) {
            var verdict = recognizer.inside(folder.resolve(name), Optional.of(folder));
            if (verdict.kind() != Kind.UNKNOWN) {
                known.put(name, verdict);
            }
        }
        if (known.isEmpty()) {
            return one(folder.resolve(weights.getFirst()));
        }
        var trained = lastOfATraining(known);
        if (trained.isPresent()) {
            return recognizer.recognize(folder.resolve(trained.get()));
        }
        var first = known.firstEntry().getValue();
        boolean same =
                known.values().stream()
                        .allMatch(
                                v ->
                                        v.family().equals(first.family())
                                                && v.parameters() == first.parameters()
                                                && v.kind() == Kind.LANGUAGE_MODEL);
        if (known.size() == 1 || (same && containers(known) == known.size())) {
            var best =
                    known.values().stream()
                            .filter(v -> v.container().equals("safetensors"))
                            .findFirst()
                            .orElse(first);
            return answer(best);
        }
        return answer(
                Verdict.not(
                        "folder",
                        "models.library.several",
                        known.entrySet().stream()
                                .limit(MOST_NAMED)
                                .map(e -> "%s (%s)".formatted(e.getKey(), family(e.getValue())))
                                .collect(Collectors.joining(", "))));
    }

    /// Trainings of voices leave many generators behind, and what judged them: the last generator
    /// is meant.
    private static Optional<String> lastOfATraining(Map<String, Verdict> known) {
        var generators = new LinkedHashMap<String, Verdict>();
        for (var each : known.entrySet()) {
            if (each.getValue().kind() != Kind.VOICE) {
                return Optional.empty();
            }
            if (each.getValue().use().contains(Use.CONVERT)) {
                generators.put(each.getKey(), each.getValue());
            }
        }
        long families = generators.values().stream().map(Verdict::family).distinct().count();
        return families == 1 ? TrainingSteps.newest(generators.keySet()) : Optional.empty();
    }

    private static long containers(Map<String, Verdict> known) {
        return known.values().stream().map(Verdict::container).distinct().count();
    }

    private static String family(Verdict verdict) {
        return verdict.family().orElse("?");
    }

    private Recognized withoutWeights() throws IOException {
        for (var file : files.entrySet()) {
            switch (file.getValue()) {
                case SENTENCEPIECE, TIKTOKEN -> {
                    return one(file.getKey());
                }
                case JSON -> {
                    var verdict = recognizer.inside(file.getKey(), Optional.of(folder));
                    if (verdict.kind() == Kind.TOKENIZER) {
                        return answer(verdict);
                    }
                }
                default -> {
                    // says nothing by itself
                }
            }
        }
        var names = files.keySet().stream().map(f -> f.getFileName().toString()).toList();
        var tokenizer = Tokenizers.folder(names);
        if (tokenizer.isPresent()) {
            return answer(tokenizer.get());
        }
        if (Files.isRegularFile(folder.resolve(ConfigFile.CONFIG))) {
            return answer(Verdict.not("folder", "models.library.noWeights"));
        }
        return below();
    }

    /// The models of the folders inside, one level down.
    private Recognized below() throws IOException {
        var known = new ArrayList<Recognized>();
        for (var inner : folders) {
            var found = new FolderContents(inner, recognizer).shallow();
            found.filter(r -> r.kind() != Kind.UNKNOWN).ifPresent(known::add);
        }
        if (known.size() == 1) {
            return known.getFirst();
        }
        if (known.isEmpty()) {
            return answer(Verdict.not("folder", "models.library.noModel", folder.getFileName()));
        }
        return answer(
                Verdict.not(
                        "folder",
                        "models.library.several",
                        known.stream()
                                .limit(MOST_NAMED)
                                .map(
                                        r ->
                                                "%s (%s)"
                                                        .formatted(
                                                                r.path().getFileName(),
                                                                r.family().orElse("?")))
                                .collect(Collectors.joining(", "))));
    }

    /// Without looking into folders inside.
    private Optional<Recognized> shallow() throws IOException {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        folders.clear();
        return Optional.of(recognize());
    }

    private static String some(List<String> names) {
        var shown = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? shown + ", … (" + names.size() + ")" : shown;
    }

    private Recognized answer(Verdict verdict) throws IOException {
        return Recognizer.answer(folder, bytes, Optional.of(folder), verdict);
    }
}
