package studio.likeness.models.runtime;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// espeak-ng as installed on this machine. Its state is the process's: there is one of it, loaded
/// when first asked for and kept to the end, and one thread makes every call. Texts asked for from
/// several threads are spoken one after the other.
public final class EspeakLibrary {
    private static final System.Logger LOG = System.getLogger(EspeakLibrary.class.getName());

    /// The length of a block: short enough for the first sound, long enough not to flood queues.
    private static final int BLOCK_MILLIS = 60;

    private static final int RATE = 1;

    private final EspeakFunctions functions;
    private final ExecutorService thread;
    private final String version;
    private final int sampleRateHz;
    private String voice = "";

    private EspeakLibrary(
            EspeakFunctions functions, ExecutorService thread, String version, int sampleRateHz) {
        this.functions = functions;
        this.thread = thread;
        this.version = version;
        this.sampleRateHz = sampleRateHz;
    }

    private static final class Loaded {
        static final Optional<EspeakLibrary> LIBRARY = load(names());
    }

    /// The machine's library; empty where there is none, or none with data for its voices.
    public static Optional<EspeakLibrary> find() {
        return Loaded.LIBRARY;
    }

    /// For example `1.51`.
    public String version() {
        return version;
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    /// The first of some names that is a voice here, for example `en+f3`.
    public Optional<String> firstVoice(List<String> names) throws InterruptedException {
        try {
            return thread.submit(() -> names.stream().filter(this::choose).findFirst()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("espeak-ng could not choose a voice", e.getCause());
        }
    }

    /// Begins to synthesise.
    ///
    /// @param voice a name [#firstVoice] has found
    /// @param wordsPerMinute 80 to 450; 175 is its usual pace
    /// @param endPause whether the pause that the last punctuation asks for is part of it
    public Utterance say(String text, String voice, int wordsPerMinute, boolean endPause) {
        var utterance = new Utterance();
        thread.execute(
                () -> {
                    try {
                        synthesise(text, voice, wordsPerMinute, endPause, utterance);
                        utterance.finish();
                    } catch (RuntimeException e) {
                        utterance.fail(e);
                    }
                });
        return utterance;
    }

    private void synthesise(
            String text, String voice, int wordsPerMinute, boolean endPause, Utterance utterance) {
        if (utterance.closed()) {
            return;
        }
        if (!choose(voice)) {
            throw new IllegalArgumentException("espeak-ng has no voice '" + voice + "'");
        }
        functions.setParameter(RATE, wordsPerMinute);
        int status = functions.synthesise(text, endPause, utterance::accept);
        if (status != EspeakFunctions.OK) {
            throw new IllegalStateException("espeak_Synth returned " + status);
        }
    }

    private boolean choose(String name) {
        if (name.equals(voice)) {
            return true;
        }
        // Unset first: a failed attempt may leave the library without the voice it had.
        voice = "";
        boolean found = functions.setVoiceByName(name) == EspeakFunctions.OK;
        if (found) {
            voice = name;
        }
        return found;
    }

    /// @param names of the library, tried in order
    static Optional<EspeakLibrary> load(List<String> names) {
        var thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("espeak-ng").daemon().factory());
        // Joined, not waited for: the answer holds for everyone, so an interrupt cannot spoil it.
        var loaded = CompletableFuture.supplyAsync(() -> initialize(names, thread), thread).join();
        if (loaded.isEmpty()) {
            thread.shutdown();
        }
        return loaded;
    }

    private static Optional<EspeakLibrary> initialize(List<String> names, ExecutorService thread) {
        var symbols = names.stream().flatMap(name -> lookup(name).stream()).findFirst();
        if (symbols.isEmpty()) {
            return Optional.empty();
        }
        try {
            var functions = new EspeakFunctions(symbols.get(), Arena.global());
            int rate = functions.initialize(BLOCK_MILLIS);
            if (rate <= 0) {
                LOG.log(Level.WARNING, "espeak-ng is here, the data of its voices is not");
                return Optional.empty();
            }
            return Optional.of(new EspeakLibrary(functions, thread, functions.version(), rate));
        } catch (NoSuchElementException e) {
            LOG.log(Level.WARNING, "a library named like espeak-ng lacks its functions", e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted") // this package is the one place that links native functions
    private static Optional<SymbolLookup> lookup(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "no library " + name, e);
            return Optional.empty();
        }
    }

    private static List<String> names() {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            return List.of("libespeak-ng.so.1");
        }
        var names = new ArrayList<>(List.of("espeak-ng.dll", "libespeak-ng.dll"));
        // Where espeak-ng's own installer puts it, without adding that to PATH.
        var programs = System.getenv("ProgramFiles");
        if (programs != null) {
            var dll = Path.of(programs, "eSpeak NG", "libespeak-ng.dll");
            if (Files.exists(dll)) {
                names.add(dll.toString());
            }
        }
        return names;
    }
}
