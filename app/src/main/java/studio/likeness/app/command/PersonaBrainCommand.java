package studio.likeness.app.command;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.BrainChoice.Temperament;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.library.KeptAdapters;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.service.OllamaServer;

/// `likeness persona brain …`: with what a persona thinks.
@Command(
        name = "brain",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Show and choose with what a persona thinks.")
final class PersonaBrainCommand {
    @ParentCommand private PersonaCommand parent;
    @Spec private CommandSpec spec;

    @Command(description = "With what it thinks now.")
    int show(@Mixin OfPersona of) {
        try (var studio = parent.open()) {
            print(of.find(studio), of.json());
        }
        return 0;
    }

    @Command(description = "Choose; what is not named stays as it is.")
    int set(
            @Mixin OfPersona of,
            @Option(
                            names = "--kind",
                            paramLabel = "archive|model|ollama",
                            description =
                                    "recordings only, a model of the Library, or an Ollama server")
                    @Nullable Kind kind,
            @Option(
                            names = "--model",
                            paramLabel = "ID",
                            description =
                                    "as \"likeness models list\", or the Ollama server, names it")
                    @Nullable String model,
            @Option(
                            names = "--server",
                            paramLabel = "ADDRESS",
                            description =
                                    "where the Ollama server listens; kept in the settings"
                                            + " (for example http://localhost:11434)")
                    @Nullable URI server,
            @Option(
                            names = "--adapter",
                            paramLabel = "NAME|PATH",
                            description =
                                    "a LoRA that changes the model: a folder or file to keep with"
                                            + " it, or the name of one kept; empty for none")
                    @Nullable String adapter,
            @Option(
                            names = "--own-template",
                            description =
                                    "write talks down in the model's own way again, not by the"
                                            + " template of a Modelfile")
                    boolean ownTemplate,
            @Option(names = "--temperament", paramLabel = "calm|natural|lively")
                    @Nullable Temperament temperament,
            @Option(
                            names = "--recorded-first",
                            arity = "1",
                            paramLabel = "true|false",
                            description = "play a recording where one fits")
                    @Nullable Boolean recordedFirst) {
        try (var studio = parent.open()) {
            var persona = of.find(studio);
            var old = persona.brain();
            var now =
                    new BrainChoice(
                            Optional.ofNullable(kind).orElse(kindFor(model, old)),
                            Optional.ofNullable(model).orElse(old.model()),
                            recordedFirst == null ? old.recordedFirst() : recordedFirst,
                            Optional.ofNullable(temperament).orElse(old.temperament()),
                            old.numbers(),
                            old.adapter(),
                            old.form());
            var checked =
                    checked(studio, now, old, server, model != null || now.kind() != old.kind());
            if (adapter != null) {
                checked = checked.withAdapter(adapter(studio, checked, adapter));
            }
            if (ownTemplate) {
                checked = checked.withForm(checked.form().withoutTemplate());
            }
            if (server != null) {
                studio.settings().change(s -> s.with(d -> d.ollama(server.toString())));
            }
            print(studio.personas().update(persona.withBrain(checked)), of.json());
        }
        return 0;
    }

    /// Who names a model wants it to think.
    private static Kind kindFor(@Nullable String model, BrainChoice old) {
        return model != null && old.kind() == Kind.ARCHIVE ? Kind.MODEL : old.kind();
    }

    private static BrainChoice checked(
            Studio studio,
            BrainChoice choice,
            BrainChoice old,
            @Nullable URI server,
            boolean other) {
        var model =
                switch (choice.kind()) {
                    case ARCHIVE -> "";
                    case MODEL -> other ? installed(studio, choice.model()) : choice.model();
                    case OLLAMA ->
                            other
                                    ? served(address(studio, server), choice.model())
                                    : choice.model();
                };
        var found =
                new BrainChoice(
                        choice.kind(),
                        model,
                        choice.recordedFirst(),
                        choice.temperament(),
                        choice.numbers());
        // An adapter is of one model, and so is a form.
        boolean same = choice.kind() == old.kind() && model.equals(old.model());
        return same ? found.withAdapter(old.adapter()).withForm(old.form()) : found;
    }

    private static String adapter(Studio studio, BrainChoice choice, String given) {
        if (given.isEmpty()) {
            return "";
        }
        if (choice.kind() != Kind.MODEL) {
            throw new StudioException("app.command.brain.adapterNeedsModel");
        }
        var adapters = new KeptAdapters(studio.models().find(choice.model()));
        if (adapters.names().contains(given)) {
            return given;
        }
        var path = Path.of(given);
        if (!Files.exists(path)) {
            adapters.find(given); // says that there is none
        }
        return adapters.add(path);
    }

    private static String installed(Studio studio, String id) {
        var writers =
                studio.library().shelf().models().stream()
                        .filter(m -> m.manifest().kind() == Manifest.Kind.LANGUAGE_MODEL)
                        .map(ModelFolder::id)
                        .toList();
        if (id.isEmpty()) {
            throw new StudioException("app.command.brain.noModel", named(writers));
        }
        var found = studio.models().find(id);
        if (!writers.contains(found.id())) {
            throw new StudioException("app.command.brain.noWriter", found.id(), named(writers));
        }
        return found.id();
    }

    private static URI address(Studio studio, @Nullable URI given) {
        if (given != null) {
            if (!"http".equals(given.getScheme()) && !"https".equals(given.getScheme())) {
                throw new StudioException("app.command.brain.badServer", given);
            }
            return given;
        }
        var kept = studio.settings().get().ollama();
        if (kept.isEmpty()) {
            throw new StudioException("app.command.brain.noServer");
        }
        return URI.create(kept);
    }

    private static String served(URI server, String name) {
        var models = new OllamaServer(server).models();
        if (name.isEmpty()) {
            throw new StudioException("app.command.brain.noModel", named(models));
        }
        if (!models.contains(name)) {
            throw new StudioException("app.command.brain.notServed", name, named(models));
        }
        return name;
    }

    private static String named(List<String> models) {
        return models.isEmpty() ? "—" : String.join(", ", models);
    }

    private void print(Persona persona, boolean json) {
        var brain = persona.brain();
        if (json) {
            say(Json.line(fields(persona)));
            return;
        }
        line("kind", Words.say("app.command.brain.kind." + lower(brain.kind())));
        if (brain.kind() != Kind.ARCHIVE) {
            line("model", brain.model());
            if (!brain.adapter().isEmpty()) {
                line("adapter", brain.adapter());
            }
            line("temperament", Words.say("app.command.brain." + lower(brain.temperament())));
            line(
                    "recordedFirst",
                    Words.say("app.command.brain." + (brain.recordedFirst() ? "yes" : "no")));
            brain.numbers().ifPresent(n -> line("numbers", numbers(n).toString()));
            if (!brain.form().stops().isEmpty()) {
                line("stops", String.join("  ", brain.form().stops()));
            }
            brain.form()
                    .template()
                    .ifPresent(
                            text -> {
                                line("template", Words.say("app.command.brain.ofModelfile"));
                                text.lines().forEach(each -> say("  " + each));
                            });
        }
    }

    private static Map<String, Object> fields(Persona persona) {
        var brain = persona.brain();
        var o = new LinkedHashMap<String, Object>();
        o.put("persona", persona.id());
        o.put("kind", lower(brain.kind()));
        o.put("model", brain.model());
        o.put("adapter", brain.adapter());
        o.put("recordedFirst", brain.recordedFirst());
        o.put("temperament", lower(brain.temperament()));
        brain.numbers().ifPresent(n -> o.put("sampling", numbers(n)));
        brain.form().template().ifPresent(text -> o.put("template", text));
        if (!brain.form().stops().isEmpty()) {
            o.put("stops", brain.form().stops());
        }
        return o;
    }

    private static Map<String, Object> numbers(Sampling n) {
        var o = new LinkedHashMap<String, Object>();
        o.put("temperature", n.temperature());
        o.put("topK", n.topK());
        o.put("topP", n.topP());
        o.put("minP", n.minP());
        o.put("repetitionPenalty", n.repetitionPenalty());
        n.seed().ifPresent(seed -> o.put("seed", seed));
        return o;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void line(String name, String value) {
        say("%-24s %s".formatted(Words.say("app.command.brain." + name), value));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
