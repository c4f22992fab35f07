package studio.likeness.app.api;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.library.KeptAdapters;
import studio.likeness.models.library.LanguageFiles;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.service.modelfile.GoTemplate;
import studio.likeness.models.service.modelfile.Modelfile;
import studio.likeness.models.service.modelfile.ModelfileFormat;
import studio.likeness.models.service.modelfile.Parameters;

/// A persona's brain out of a Modelfile, and into one.
public final class PersonaModelfiles {
    private static final long LARGEST = 4L << 20;
    private static final String LATEST = ":latest";

    private final PersonaStore personas;
    private final ModelFolders models;
    private final BiFunction<Path, Progress, ModelFolder> convert;
    private final Supplier<List<String>> ollama;

    /// @param convert makes a model of the studio out of a published one
    /// @param ollama the names of the models of the user's Ollama server; empty without one
    public PersonaModelfiles(
            PersonaStore personas,
            ModelFolders models,
            BiFunction<Path, Progress, ModelFolder> convert,
            Supplier<List<String>> ollama) {
        this.personas = personas;
        this.models = models;
        this.convert = convert;
        this.ollama = ollama;
    }

    /// What came of it.
    ///
    /// @param notTaken instructions and parameters that have no meaning for a persona
    public record Brought(Persona persona, List<String> notTaken) {
        /// Whether talks are written down by the file's template from now on, and not in the
        /// model's own way.
        public boolean ownTemplate() {
            return persona.brain().form().template().isPresent();
        }
    }

    private record Chosen(Kind kind, String model, Optional<ModelFolder> folder) {}

    /// Gives a persona the brain that a Modelfile describes.
    ///
    /// @throws StudioException when the file is none, or its model is not here
    public Brought bring(String persona, Path file, Progress progress) {
        var modelfile = Modelfile.parse(read(file));
        var template = modelfile.template().map(GoTemplate::parse);
        var adapter = adapter(modelfile, file);
        var chosen = model(modelfile.from(), file, progress);
        var form = form(template, Parameters.stops(modelfile), chosen);
        var old = personas.find(persona);
        var brain =
                new BrainChoice(
                        chosen.kind(),
                        chosen.model(),
                        old.brain().recordedFirst(),
                        old.brain().temperament(),
                        Parameters.draws(modelfile)
                                ? Optional.of(Parameters.over(usual(chosen), modelfile))
                                : Optional.empty(),
                        adapter.map(path -> kept(path, chosen)).orElse(""),
                        form);
        var text = CardText.of(old).with(modelfile.system(), modelfile.messages());
        var changed =
                old.withSummary(text.summary())
                        .withManner(text.whole())
                        .withCard(text.card())
                        .withBrain(brain);
        var notTaken = new ArrayList<>(Parameters.others(modelfile));
        if (!modelfile.licences().isEmpty()) {
            notTaken.add("LICENSE");
        }
        if (template.isPresent() && chosen.kind() == Kind.OLLAMA) {
            notTaken.add("TEMPLATE"); // the server writes talks down as its own file of it says
        }
        return new Brought(personas.update(changed), notTaken);
    }

    private static BrainChoice.Form form(
            Optional<GoTemplate> template, List<String> stops, Chosen chosen) {
        if (stops.size() > BrainChoice.Form.MOST_STOPS
                || stops.stream().anyMatch(s -> s.length() > BrainChoice.Form.LONGEST_STOP)) {
            throw new StudioException(
                    "app.api.modelfile.stops",
                    BrainChoice.Form.MOST_STOPS,
                    BrainChoice.Form.LONGEST_STOP);
        }
        var text =
                template.filter(
                                t ->
                                        chosen.folder()
                                                .map(folder -> !writesAlike(t, folder))
                                                .orElse(false))
                        .map(GoTemplate::text);
        return new BrainChoice.Form(text, stops);
    }

    /// Relative to the Modelfile.
    private static Optional<Path> adapter(Modelfile modelfile, Path file) {
        if (modelfile.adapters().size() > 1) {
            throw new StudioException("app.api.modelfile.adapters", modelfile.adapters().size());
        }
        return modelfile.adapters().stream()
                .map(
                        named ->
                                path(named, file)
                                        .orElseThrow(
                                                () ->
                                                        new StudioException(
                                                                "app.api.modelfile.noAdapter",
                                                                named)))
                .findFirst();
    }

    /// With a model of this machine, and under a name there.
    private static String kept(Path adapter, Chosen chosen) {
        return new KeptAdapters(
                        chosen.folder()
                                .orElseThrow(
                                        () ->
                                                new StudioException(
                                                        "app.api.modelfile.adapterServed",
                                                        chosen.model())))
                .add(adapter);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new StudioException("app.api.modelfile.unreadable", file.getFileName());
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new StudioException(e, "app.api.modelfile.notText", file.getFileName());
        } catch (IOException e) {
            throw new StudioException(e, "app.api.modelfile.unreadable", file.getFileName());
        }
    }

    /// A model of the Library, else a file or folder that becomes one, else one of the user's
    /// server.
    private Chosen model(String from, Path file, Progress progress) {
        var id = from.endsWith(LATEST) ? from.substring(0, from.length() - LATEST.length()) : from;
        var installed =
                models.list().stream()
                        .filter(m -> m.id().equals(id) || m.manifest().source().path().equals(from))
                        .findFirst();
        if (installed.isPresent()) {
            return chosen(installed.get());
        }
        var path = path(from, file);
        if (path.isPresent()) {
            return chosen(
                    models.list().stream()
                            .filter(m -> m.path().equals(path.get()))
                            .findFirst()
                            .or(() -> converted(path.get()))
                            .orElseGet(() -> convert.apply(path.get(), progress)));
        }
        var named = ollama.get().stream().filter(n -> n.equals(from) || n.equals(from + LATEST));
        return named.findFirst()
                .map(name -> new Chosen(Kind.OLLAMA, name, Optional.empty()))
                .orElseThrow(() -> new StudioException("app.api.modelfile.noModel", from));
    }

    private Optional<ModelFolder> converted(Path source) {
        return models.list().stream()
                .filter(m -> m.manifest().source().path().equals(source.toString()))
                .findFirst();
    }

    private static Chosen chosen(ModelFolder folder) {
        if (folder.manifest().kind() != Manifest.Kind.LANGUAGE_MODEL) {
            throw new StudioException("app.api.modelfile.noWriter", folder.id());
        }
        return new Chosen(Kind.MODEL, folder.id(), Optional.of(folder));
    }

    /// Relative to the Modelfile, where it is there.
    private static Optional<Path> path(String from, Path file) {
        try {
            var path = file.toAbsolutePath().resolveSibling(from).normalize();
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty(); // a name that no file can have
        }
    }

    private static Sampling usual(Chosen chosen) {
        return Sampling.recommended(
                chosen.folder().map(folder -> folder.manifest().family()).orElse(""), false);
    }

    /// Whether a template makes the same tokens of a talk as the model's own way.
    private static boolean writesAlike(GoTemplate template, ModelFolder folder) {
        try (var tokenizer = LanguageFiles.tokenizer(folder.path())) {
            var own = LanguageFiles.prompts(folder.path(), tokenizer);
            var theirs = new ModelfileFormat(Optional.of(template), List.of(), own);
            // Older templates say nothing of thinking.
            return writesAlike(theirs, own, tokenizer, false)
                    || writesAlike(theirs, own, tokenizer, true);
        }
    }

    private static boolean writesAlike(
            PromptFormat theirs, PromptFormat own, Tokenizer tokenizer, boolean thinking) {
        var talk =
                List.of(
                        Message.system("Be brief."),
                        Message.user("Hello"),
                        Message.assistant("Hi."),
                        Message.user("How are you?"));
        return Arrays.equals(
                theirs.encode(talk, tokenizer, false), own.encode(talk, tokenizer, thinking));
    }

    /// The Modelfile of a persona's brain, for this machine: an adapter goes by its path.
    ///
    /// @throws StudioException when it has no model
    public Modelfile written(Persona persona) {
        var file = of(persona);
        var name = persona.brain().adapter();
        if (name.isEmpty()) {
            return file;
        }
        var adapter = new KeptAdapters(models.find(persona.brain().model())).find(name);
        return new Modelfile(
                file.from(),
                file.parameters(),
                file.template(),
                file.system(),
                List.of(adapter.toString()),
                file.messages(),
                file.licences());
    }

    /// Likewise, as other machines may see it: without the adapter.
    ///
    /// @throws StudioException when it has no model
    public static Modelfile of(Persona persona) {
        var brain = persona.brain();
        if (brain.kind() == Kind.ARCHIVE) {
            throw new StudioException("app.api.modelfile.noBrain", persona.name());
        }
        var text = CardText.of(persona);
        return new Modelfile(
                brain.model(),
                parameters(brain),
                brain.form().template(),
                text.system(),
                List.of(),
                text.example(),
                List.of());
    }

    private static List<Modelfile.Parameter> parameters(BrainChoice brain) {
        var all = new ArrayList<>(brain.numbers().map(Parameters::of).orElse(List.of()));
        brain.form().stops().forEach(stop -> all.add(new Modelfile.Parameter("stop", stop)));
        return all;
    }
}
