package studio.likeness.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;

/// The plan of the house: which room may use which, and the one home of each heavy library.
@AnalyzeClasses(packages = "studio.likeness", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "studio.likeness.";

    /// Low to high: a package may use those before it.
    private static final List<String> MODELS =
            List.of(
                    "home",
                    "job",
                    "signal",
                    "media",
                    "worker",
                    "quant",
                    "checkpoint",
                    "nn",
                    "modelfolder",
                    "runtime",
                    "language",
                    "speech",
                    "voice",
                    "face",
                    "download",
                    "catalogue",
                    "service",
                    "library",
                    "training",
                    "parity");

    private static final List<String> CORPUS =
            List.of("store", "faces", "voices", "imports", "memory");

    @ArchTest
    static final ArchRule modulesPointOneWay =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("models")
                    .definedBy(ROOT + "models..")
                    .layer("corpus")
                    .definedBy(ROOT + "corpus..")
                    .layer("app")
                    .definedBy(ROOT + "app..")
                    .whereLayer("app")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("corpus")
                    .mayOnlyBeAccessedByLayers("app")
                    .because("a person's material and the models must work without the window");

    @ArchTest static final ArchRule roomsOfModelsPointDown = ordered("models", MODELS);

    @ArchTest static final ArchRule roomsOfCorpusPointDown = ordered("corpus", CORPUS);

    @ArchTest
    static final ArchRule noRoomsInCircles =
            SlicesRuleDefinition.slices()
                    .matching(ROOT + "(*.*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("two rooms that need each other are one room");

    @ArchTest
    static final ArchRule onlyTheWindowKnowsItsToolkit =
            only("app.window", "javafx..", "atlantafx..", "org.kordamp..")
                    .because("the command line and the services run where there is no display");

    @ArchTest
    static final ArchRule onlyMediaUsesNativeCodecs =
            only("models.media", "org.bytedeco..", "javax.sound..")
                    .because("the rest of the studio speaks in waveforms and pictures");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql =
            only("corpus.store", "java.sql..", "org.sqlite..")
                    .because("facts are written in one place, or they contradict each other");

    @ArchTest
    static final ArchRule onlyMemoryUsesLucene =
            only("corpus.memory", "org.apache.lucene..")
                    .because("an index can be rebuilt; nothing else may depend on its shape");

    @ArchTest
    static final ArchRule onlyRuntimeLinksNativeFunctions =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "models.runtime..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.lang.foreign.Linker")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.lang.foreign.SymbolLookup")
                    .because("a wrong signature crashes the whole program");

    @ArchTest
    static final ArchRule nobodyUsesTheJavaApiOfOnnxRuntime =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.onnxruntime..")
                    .because(
                            "runtime speaks to its C API: one way to run a graph, see decision 0006");

    @ArchTest
    static final ArchRule onlyNetworksUseTheEngine =
            only(
                            "models.nn",
                            "ai.djl.engine..",
                            "ai.djl.ndarray..",
                            "ai.djl.training..",
                            "ai.djl.pytorch..",
                            "ai.onnx..")
                    .because("networks are written against Ops, not against an engine");

    @ArchTest
    static final ArchRule onlySpeechConvertsScripts =
            only("models.speech", "com.ibm.icu..")
                    .because("a large library is asked for one thing, see decision 0014");

    @ArchTest
    static final ArchRule onlyLanguageUsesTokenizerLibraries =
            only("models.language", "ai.djl.huggingface..", "ai.djl.sentencepiece..")
                    .because("everyone else speaks in texts and ids");

    @ArchTest
    static final ArchRule onlyTheCommandLineParsesArguments =
            only("app.command", "picocli..")
                    .because("commands are a way in, not a place for logic");

    @ArchTest
    static final ArchRule onlyTheApiReadsForms =
            only("app.api", "org.apache.james..")
                    .because("a form is how other programs send a file, and nobody else");

    @ArchTest
    static final ArchRule nothingElseConnects =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            ROOT + "models.download..",
                            ROOT + "models.service..",
                            ROOT + "app.api..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net.http..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.net.Socket")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.net.ServerSocket")
                    .because("nothing leaves this machine unless the user asked for it");

    private static ArchRule only(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(false);
    }

    private static ArchRule ordered(String module, List<String> rooms) {
        var layers = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (var room : rooms) {
            layers = layers.layer(room).definedBy(ROOT + module + "." + room + "..");
        }
        for (int i = 0; i < rooms.size(); i++) {
            var above = rooms.subList(i + 1, rooms.size());
            layers =
                    above.isEmpty()
                            ? layers.whereLayer(rooms.get(i)).mayNotBeAccessedByAnyLayer()
                            : layers.whereLayer(rooms.get(i))
                                    .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
        }
        return layers.because(
                "within "
                        + module
                        + " a room may use those below it: "
                        + Stream.of(rooms).toList());
    }
}
