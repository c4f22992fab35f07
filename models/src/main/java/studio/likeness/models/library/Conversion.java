package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.Families;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.Manifest.Frame;
import studio.likeness.models.modelfolder.Manifest.Licence;
import studio.likeness.models.modelfolder.Manifest.Quality;
import studio.likeness.models.modelfolder.Manifest.Source;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// Makes a model of the studio out of a published one: recognises it, writes its graphs and
/// weights, opens them, compares them with the float32 network, and only then lists the folder.
/// Cancelled or failed, it leaves nothing.
public final class Conversion {
    /// Room for graphs, tokenizers and what the estimate does not know.
    private static final long MARGIN_BYTES = 64 << 20;

    private final ModelFolders folders;
    private final String converter;

    /// @param converter program and version, kept with each model
    public Conversion(Home home, String converter) {
        this(new ModelFolders(home), converter);
    }

    /// @param converter program and version, kept with each model
    public Conversion(ModelFolders folders, String converter) {
        this.folders = folders;
        this.converter = converter;
    }

    /// For which device the graph computes.
    public enum Precision {
        /// In float32.
        CPU(GraphPlan.Precision.F32),
        /// In float16.
        CUDA(GraphPlan.Precision.F16);

        private final GraphPlan.Precision graph;

        Precision(GraphPlan.Precision graph) {
            this.graph = graph;
        }
    }

    /// What the user chooses.
    ///
    /// @param weights empty for what suits the network's size
    /// @param context the most tokens of a conversation; 0 for the model's own, if that is not very
    ///     long
    /// @param id the folder's name; empty for one made from the source's
    public record Options(
            Optional<WeightChoice> weights, Precision precision, int context, String id) {
        public static Options usual() {
            return new Options(Optional.empty(), Precision.CPU, 0, "");
        }
    }

    /// What is made: the user's options with everything decided.
    private record Order(WeightChoice weights, Precision precision, int context, String id) {
        static Order of(Options options, Recognized found) {
            return new Order(
                    found.kind() == Kind.FACE || ConvertingGraphs.isExact(found)
                            ? WeightChoice.FLOAT32 // convolutions have no form in few bits
                            : options.weights().orElseGet(() -> suiting(found)),
                    options.precision(),
                    options.context(),
                    options.id());
        }

        private static WeightChoice suiting(Recognized found) {
            return switch (found.kind()) {
                case SPEECH -> writesDown(found) ? SpeechGraphs.SUITING : WeightChoice.FLOAT32;
                case VOICE -> VoiceGraphs.suiting(found);
                // Voices read its inner layers, which 4 bits would blur.
                case TEXT_ENCODER ->
                        EncoderGraph.suitsVoices(found)
                                ? WeightChoice.EIGHT_BIT
                                : WeightChoice.suiting(found.parameters());
                default -> WeightChoice.suiting(found.parameters());
            };
        }
    }

    /// @throws StudioException when it is no model that can be converted, is already there, the
    ///     disk is too small, or the result does not work
    /// @throws java.util.concurrent.CancellationException when cancelled
    public ModelFolder add(Path source, Options options, Progress progress) {
        var found = new Recognizer().recognize(source);
        if (!found.can(Use.CONVERT)) {
            throw refusal(found);
        }
        var order = Order.of(options, found);
        try {
            return found.container().equals(Graphs.CONTAINER)
                    ? keep(found, order, progress)
                    : convert(found, order, progress);
        } catch (IOException e) {
            throw new StudioException(e, "models.library.cannotConvert", source.getFileName());
        }
    }

    private ModelFolder convert(Recognized found, Order order, Progress progress)
            throws IOException {
        try (var opened =
                found.kind() == Kind.FACE
                        ? FaceNetworks.open(found.path())
                        : LanguageSource.open(found.path())) {
            progress.at(0, 0, "models.library.reading");
            var fingerprint = opened.fingerprint();
            refuseTwin(fingerprint, order);
            requireRoom(Need.converted(opened, order.weights()));
            return add(
                    found,
                    fingerprint,
                    order,
                    folder ->
                            switch (found.kind()) {
                                case FACE -> face(found, opened, folder, order, progress);
                                case TEXT_ENCODER -> encoder(opened, folder, order, progress);
                                case SPEECH, VOICE ->
                                        writesDown(found)
                                                ? speech(opened, folder, order, progress)
                                                : voice(found, opened, folder, order, progress);
                                default -> decoder(opened, folder, order, progress);
                            },
                    progress);
        }
    }

    /// A graph that is ready: it stays as it was published.
    private ModelFolder keep(Recognized found, Order order, Progress progress) throws IOException {
        progress.at(0, 0, "models.library.reading");
        var fingerprint = ReadyGraphs.fingerprint(found.path());
        refuseTwin(fingerprint, order);
        requireRoom(found.bytes());
        return add(
                found,
                fingerprint,
                order,
                folder ->
                        new Made(
                                ReadyGraphs.keep(found, folder),
                                Optional.empty(),
                                Optional.empty(),
                                ""),
                progress);
    }

    /// Fills a folder.
    private interface Maker {
        Made make(Path folder) throws IOException;
    }

    private static StudioException refusal(Recognized found) {
        return found.whyNot()
                .map(why -> new StudioException(why.key(), why.arguments().toArray()))
                .orElseGet(
                        () ->
                                new StudioException(
                                        "models.library.later", found.family().orElse("?")));
    }

    private ModelFolder add(
            Recognized found, String fingerprint, Order order, Maker maker, Progress progress)
            throws IOException {
        try (var draft = folders.begin(id(found, order))) {
            var licence = copyLicence(found, draft.path());
            var made = maker.make(draft.path());
            return draft.publish(
                    new Manifest(
                            draft.id(),
                            name(found.path()),
                            found.family().orElseThrow(),
                            made.kind(),
                            Instant.now(),
                            new Source(
                                    found.path().toAbsolutePath().toString(),
                                    found.container(),
                                    fingerprint),
                            licence,
                            draft.files(progress),
                            order.weights().description(),
                            made.quality(),
                            made.frame(),
                            made.prompt(),
                            converter));
        }
    }

    /// What the graphs of one kind say of themselves.
    private record Made(
            Manifest.Kind kind, Optional<Quality> quality, Optional<Frame> frame, String prompt) {}

    private static Made decoder(LanguageSource source, Path folder, Order order, Progress progress)
            throws IOException {
        LanguageFiles.copy(source, folder);
        var decoder =
                order.context() > 0
                        ? Families.of(source.config(), source.weights(), order.context())
                        : Families.of(source.config(), source.weights());
        var plan = GraphPlan.decoder(order.precision().graph, order.weights().plan());
        new DecoderGraphs(decoder, source.weights(), plan).write(folder, progress);
        var quality = check(source, decoder, folder, order, progress);
        return new Made(
                Manifest.Kind.LANGUAGE_MODEL, quality, Optional.of(frame(decoder.frame())), "");
    }

    private static Made encoder(LanguageSource source, Path folder, Order order, Progress progress)
            throws IOException {
        LanguageFiles.copy(source, folder);
        var encoder = new BertEncoder(source.config(), source.weights());
        var plan = GraphPlan.plain().withWeights(order.weights().plan());
        var pooling = EncoderGraph.pooling(source.folder());
        new EncoderGraph(encoder, source.weights(), plan, pooling).write(folder, progress);
        var graph = folder.resolve(ModelFolder.ENCODER);
        // Opened once, so that nothing is listed that does not load.
        Session.open(graph, Device.processor(), SessionPlan.usual()).close();
        return new Made(Manifest.Kind.TEXT_ENCODER, Optional.empty(), Optional.empty(), "");
    }

    private static Made face(
            Recognized found, LanguageSource source, Path folder, Order order, Progress progress)
            throws IOException {
        var kind =
                FaceNetworks.write(
                        found.family().orElseThrow(),
                        source.weights(),
                        order.precision().graph,
                        folder,
                        progress);
        return new Made(kind, Optional.empty(), Optional.empty(), "");
    }

    private static Made speech(LanguageSource source, Path folder, Order order, Progress progress)
            throws IOException {
        LanguageFiles.copy(source, folder);
        var precision = order.precision().graph;
        SpeechGraphs.write(source, folder, precision, order.weights(), progress);
        return new Made(Manifest.Kind.SPEECH_RECOGNITION, Optional.empty(), Optional.empty(), "");
    }

    /// The others of that kind tell who speaks.
    private static boolean writesDown(Recognized found) {
        return found.family().orElse("").equals("whisper");
    }

    private static Made voice(
            Recognized found, LanguageSource source, Path folder, Order order, Progress progress)
            throws IOException {
        var kind =
                VoiceGraphs.write(
                        found, source, folder, order.precision().graph, order.weights(), progress);
        return new Made(kind, Optional.empty(), Optional.empty(), "");
    }

    private void refuseTwin(String fingerprint, Order order) {
        for (var model : folders.list()) {
            var manifest = model.manifest();
            if (manifest.source().fingerprint().equals(fingerprint)
                    && manifest.weights().equals(order.weights().description())) {
                throw new StudioException("models.library.alreadyThere", model.id());
            }
        }
    }

    /// Nothing is begun that the disk cannot hold.
    private void requireRoom(long bytes) throws IOException {
        long needed = bytes + MARGIN_BYTES;
        long free = store().getUsableSpace();
        if (free < needed) {
            throw new StudioException(
                    "models.library.noRoom", megabytes(needed), megabytes(free), folders.folder());
        }
    }

    private FileStore store() throws IOException {
        return Files.getFileStore(folders.folder());
    }

    private static String megabytes(long bytes) {
        return String.valueOf(bytes / 1_000_000);
    }

    private String id(Recognized found, Order order) {
        if (!order.id().isEmpty()) {
            return order.id();
        }
        var slug =
                name(found.path())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]+", "-")
                        .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        var base = slug.isEmpty() ? found.family().orElse("model") : slug;
        base = base.substring(0, Math.min(base.length(), 56));
        var id = base;
        for (int i = 2; folders.isTaken(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    /// The folder's name, or the file's without what says its container.
    private static String name(Path path) {
        var name = path.toAbsolutePath().normalize().getFileName().toString();
        return Files.isDirectory(path)
                ? name
                : name.replaceAll("(?i)\\.(safetensors|gguf|bin|pt|pth|ckpt|onnx)$", "");
    }

    private static Licence copyLicence(Recognized found, Path to) throws IOException {
        var name =
                found.facts().stream()
                        .filter(fact -> fact.name().equals("licence"))
                        .map(Fact::value)
                        .findFirst()
                        .orElseGet(() -> found.family().map(FaceNetworks::licence).orElse(""));
        if (found.licence().isEmpty()) {
            return new Licence(name, "");
        }
        var file = found.licence().get();
        Files.copy(file, to.resolve(file.getFileName()));
        return new Licence(name, file.getFileName().toString());
    }

    /// Empty when the source has no tokenizer: then only ids can be read.
    private static Optional<Quality> check(
            LanguageSource source, Decoder decoder, Path folder, Order order, Progress progress) {
        var tokenizer = tokenizer(folder);
        if (tokenizer.isEmpty()) {
            // Opened all the same, so that nothing is listed that does not load.
            open(decoder, folder).close();
            return Optional.empty();
        }
        try (var words = tokenizer.get()) {
            boolean exact =
                    order.weights() == WeightChoice.FLOAT32 && order.precision() == Precision.CPU;
            return new QualityCheck(decoder, source.weights(), source.config())
                    .measure(() -> open(decoder, folder), words, exact, progress);
        }
    }

    private static LanguageModel open(Decoder decoder, Path folder) {
        return LanguageModel.open(
                folder,
                folder.resolve(ModelFolder.DECODER),
                decoder.frame().context(),
                Device.processor());
    }

    private static Optional<Tokenizer> tokenizer(Path folder) {
        try {
            return Optional.of(LanguageFiles.tokenizer(folder));
        } catch (StudioException e) {
            if (e.key().equals("models.language.tokenizer.none")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Frame frame(Decoder.Frame frame) {
        return new Frame(
                frame.layers(),
                frame.kvHeads(),
                frame.headSize(),
                frame.vocabulary(),
                frame.context());
    }
}
