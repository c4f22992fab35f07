package studio.likeness.app.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Transcript;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// A persona `ada`, a language model `parrot` that says what it hears, and an encoder `compass`. A
/// word is a token here.
final class StandInHost implements Host {
    /// The last file that was heard.
    volatile Path recording = Path.of("");

    static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");

    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger written = new AtomicInteger();
    final CountDownLatch interrupted = new CountDownLatch(1);
    final List<String> unloaded = new ArrayList<>();
    final Map<String, List<Message>> heard = new HashMap<>();
    final List<Source> before = new ArrayList<>();
    volatile Optional<Sampling> drawn = Optional.empty();
    volatile Optional<Limits> limits = Optional.empty();

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public List<Persona> personas() {
        var consent = new Consent("Ada", Consent.Basis.SELF, "", "", DAY, "");
        return List.of(
                new Persona(
                        "ada",
                        "Ada",
                        "",
                        "A poet.",
                        "Short.",
                        List.of("en"),
                        "",
                        "ada",
                        false,
                        consent,
                        Card.EMPTY,
                        BrainChoice.ARCHIVE,
                        Persona.Parts.NONE,
                        DAY,
                        DAY));
    }

    /// Knows one recorded answer; of everything else it says how much was said before.
    @Override
    public Brain brain(String persona) {
        open.incrementAndGet();
        return new Brain() {
            @Override
            public Reply answer(Question question, Listener decided, Pen pen)
                    throws InterruptedException {
                synchronized (before) {
                    before.clear();
                    question.before().forEach(each -> before.add(each.reply().source()));
                }
                boolean recorded = question.text().equals("Who are you?");
                var hit =
                        new Hit(
                                Hit.Kind.ANSWER,
                                "a1",
                                "I am Ada.",
                                "Who are you?",
                                "en",
                                Optional.empty(),
                                0.9);
                var text = recorded ? "I am Ada." : "One two three. " + question.before().size();
                var reply =
                        new Reply(
                                recorded ? Source.RECORDED : Source.GENERATED,
                                recorded ? text : "",
                                "en",
                                Optional.empty(),
                                recorded ? List.of(hit) : List.of(),
                                List.of());
                decided.decided(reply);
                if (!recorded) {
                    for (var piece : text.split("(?<= )")) {
                        pen.write(piece);
                    }
                }
                return new Reply(
                        reply.source(),
                        text,
                        "en",
                        Optional.empty(),
                        reply.memory(),
                        List.of(),
                        recorded ? Optional.empty() : Optional.of(new Reply.Written(70, 4)));
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public List<ModelFolder> models() {
        return List.of(
                folder("parrot", Manifest.Kind.LANGUAGE_MODEL),
                folder("compass", Manifest.Kind.TEXT_ENCODER),
                folder("ears", Manifest.Kind.SPEECH_RECOGNITION),
                folder("lips", Manifest.Kind.LIP_SYNC));
    }

    private static ModelFolder folder(String id, Manifest.Kind kind) {
        boolean writes = kind == Manifest.Kind.LANGUAGE_MODEL;
        return new ModelFolder(
                java.nio.file.Path.of("/nowhere/" + id),
                new Manifest(
                        id,
                        id,
                        writes ? "qwen2" : "bert",
                        kind,
                        DAY,
                        new Manifest.Source("/from/" + id, "safetensors", "f"),
                        new Manifest.Licence("apache-2.0", ""),
                        List.of(new Manifest.FileEntry("decoder.onnx", 1000, "0".repeat(64))),
                        Map.of("linear", "4-bit"),
                        Optional.empty(),
                        writes
                                ? Optional.of(new Manifest.Frame(2, 2, 16, 320, 2048))
                                : Optional.empty(),
                        "",
                        "test"));
    }

    /// Hears as many words as the file has bytes of ten, and knows no German.
    @Override
    public Transcript hear(
            String model,
            Path file,
            Optional<String> language,
            boolean words,
            Consumer<Transcript.Segment> each) {
        recording = file;
        try {
            if (Files.size(file) == 0) {
                throw new StudioException("models.media.unreadable", "it");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var quality = new Transcript.Quality(-0.25, 0.01, 1.5, 0);
        var segments =
                List.of(
                        new Transcript.Segment(
                                0,
                                1.5,
                                " Hello there.",
                                words
                                        ? List.of(
                                                new Transcript.Word(" Hello", 0, 0.5, 0.9),
                                                new Transcript.Word(" there.", 0.5, 1.5, 0.8))
                                        : List.of(),
                                quality),
                        new Transcript.Segment(
                                3661.25, 3662, " Good --> bye.", List.of(), quality));
        segments.forEach(each);
        return new Transcript(language.orElse("en"), segments);
    }

    final AtomicInteger voices = new AtomicInteger();
    final AtomicInteger voicesClosed = new AtomicInteger();
    volatile String voiceKey = "evening";
    volatile Voice.Kind voiceKind = Voice.Kind.CLONED;

    @Override
    public String voiceKey(String persona) {
        return voiceKey;
    }

    /// A tone as long as the text.
    @Override
    public Voice voice(String persona) {
        voices.incrementAndGet();
        return new Voice() {
            @Override
            public String name() {
                return "Evening voice, 晚上";
            }

            @Override
            public Kind kind() {
                return voiceKind;
            }

            @Override
            public Duration speak(
                    String clause, String language, Duration start, SystemVoice.Listener listener)
                    throws InterruptedException {
                var samples = new float[clause.length() * 2_205];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 22_050));
                }
                var sound = new Waveform(samples, 22_050);
                listener.accept(new SpokenChunk(new AudioChunk(sound, start), List.of()));
                return start.plus(sound.length());
            }

            @Override
            public void close() {
                voicesClosed.incrementAndGet();
            }
        };
    }

    @Override
    public ChatSession session(String model) {
        open.incrementAndGet();
        opened.incrementAndGet();
        return new Parrot();
    }

    @Override
    public List<Loaded> loaded() {
        return open.get() == 0
                ? List.of()
                : List.of(new Loaded("parrot", Device.processor(), open.get(), DAY));
    }

    @Override
    public boolean unload(String model) {
        synchronized (unloaded) {
            unloaded.add(model);
        }
        return true;
    }

    @Override
    public TextEmbedder embedder(String model) {
        return new TextEmbedder() {
            @Override
            public String id() {
                return model;
            }

            @Override
            public int size() {
                return 3;
            }

            @Override
            public float[] query(String text) {
                return passages(List.of(text)).getFirst();
            }

            @Override
            public List<float[]> passages(List<String> texts) {
                return texts.stream().map(_ -> new float[] {0.6f, 0, 0.8f}).toList();
            }

            @Override
            public int tokens(List<String> texts) {
                return texts.stream().mapToInt(text -> text.split(" ").length).sum();
            }

            @Override
            public void close() {}
        };
    }

    /// Says what it hears, word by word. Of `forever` there is no end, of `silence` no beginning.
    private final class Parrot implements ChatSession {
        @Override
        public Answer generate(
                List<Message> messages,
                Sampling sampling,
                Limits most,
                TextStream.Listener listener)
                throws InterruptedException {
            drawn = Optional.of(sampling);
            limits = Optional.of(most);
            var text = messages.getLast().text();
            synchronized (heard) {
                heard.put(text, List.copyOf(messages));
            }
            if (text.equals("fail")) {
                throw new StudioException("models.language.chat.tooLong", 9, 8);
            }
            if (text.equals("break")) {
                listener.said().accept("one ");
                throw new StudioException("app.api.badPort", 1);
            }
            try {
                if (text.equals("silence")) {
                    Thread.sleep(Duration.ofMinutes(5));
                }
                var said = new StringBuilder();
                int tokens = 0;
                boolean stopped = false;
                var words = text.split("(?<= )");
                for (int i = 0; tokens < most.maxTokens() && !stopped; i++) {
                    if (i >= words.length && !text.equals("forever")) {
                        break;
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException("interrupted");
                    }
                    var word = text.equals("forever") ? "on " : words[i];
                    tokens++;
                    written.incrementAndGet();
                    stopped = most.stops().stream().anyMatch(stop -> word.strip().equals(stop));
                    if (!stopped) {
                        said.append(word);
                        listener.said().accept(word);
                    }
                    Thread.sleep(1);
                }
                var finish = tokens >= most.maxTokens() ? Answer.Finish.LENGTH : Answer.Finish.STOP;
                return new Answer(
                        said.toString(),
                        "",
                        finish,
                        new Answer.Figures(
                                tokens(messages),
                                0,
                                tokens,
                                0,
                                Duration.ofMillis(2),
                                Duration.ofMillis(5)));
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }

        @Override
        public int context() {
            return 2048;
        }

        @Override
        public int tokens(List<Message> messages) {
            return messages.stream().mapToInt(m -> m.text().split(" ").length).sum();
        }

        @Override
        public Sampling recommended() {
            return Sampling.recommended("qwen2", false);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
