package studio.likeness.models.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Transcript.Quality;
import studio.likeness.models.speech.Transcript.Segment;
import studio.likeness.models.speech.Transcript.Word;

/// Writes down recordings of any length, part by part between pauses: never more than some minutes
/// are in memory, and what is written is kept in a file, from which a broken-off transcription goes
/// on. Not thread-safe.
public final class LongTranscription {
    private static final int RATE = WhisperMel.SAMPLE_RATE_HZ;

    /// A part ends at its last pause, or here if it has none.
    private static final int PART_SECONDS = 120;

    /// The end of a part may be the middle of a word.
    private static final int UNSURE_SECONDS = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What writes down one part.
    @FunctionalInterface
    interface Writer {
        Transcript write(Waveform part, Transcriber.Options options, Progress progress);
    }

    private final Writer writer;
    private final VoiceActivity activity;
    private final Path kept;

    /// @param transcriber stays open
    /// @param activity stays open; the transcriber's own may be it
    /// @param kept where what is written is kept until all is; erased in the end
    public LongTranscription(Transcriber transcriber, VoiceActivity activity, Path kept) {
        this(
                (part, options, progress) ->
                        transcriber.transcribe(part, options, _ -> {}, progress),
                activity,
                kept);
    }

    LongTranscription(Writer writer, VoiceActivity activity, Path kept) {
        this.writer = writer;
        this.activity = activity;
        this.kept = kept;
    }

    /// How far it is.
    ///
    /// @param mark of the recording and of what was asked for
    /// @param samples that are written down
    /// @param language empty as long as nothing was said
    private record State(String mark, long samples, String language, List<Segment> segments) {}

    /// @param each is told every segment, those of an earlier run too
    /// @throws StudioException when the recording cannot be read
    /// @throws java.util.concurrent.CancellationException when cancelled; what is written is kept
    public Transcript transcribe(
            Path file, Transcriber.Options options, Consumer<Segment> each, Progress progress) {
        try {
            var state = state(mark(file, options));
            state.segments().forEach(each);
            long total = MediaReader.probe(file).length().toMillis();
            try (var reader = MediaReader.open(file, RATE)) {
                var parts = new Parts(reader, state.samples());
                for (var part = parts.next(); part.length > 0; part = parts.next()) {
                    state = written(state, part, options, each, total, progress);
                    save(state);
                }
            }
            Files.deleteIfExists(kept);
            return new Transcript(
                    state.language().isEmpty() ? options.language().orElse("") : state.language(),
                    state.segments());
        } catch (IOException e) {
            throw new StudioException(e, "models.speech.cannotKeep", kept);
        }
    }

    private static String mark(Path file, Transcriber.Options options) throws IOException {
        return "%s %d %d %s %s %d %s"
                .formatted(
                        file.toAbsolutePath(),
                        Files.exists(file) ? Files.size(file) : 0,
                        Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0,
                        options.language().orElse("?"),
                        options.words(),
                        options.search().beams(),
                        options.script());
    }

    private State written(
            State state,
            float[] part,
            Transcriber.Options options,
            Consumer<Segment> each,
            long total,
            Progress progress) {
        double begins = (double) state.samples() / RATE;
        long before = Math.round(begins * 1000);
        var spoken = state.language().isEmpty() ? options : options.withLanguage(state.language());
        var found =
                writer.write(
                        new Waveform(part, RATE),
                        spoken,
                        (done, _, doing) ->
                                progress.at(
                                        Math.min(total, before + done * 1000 / RATE),
                                        total,
                                        doing));
        var segments = new ArrayList<>(state.segments());
        for (var segment : found.segments()) {
            var moved = moved(segment, begins);
            segments.add(moved);
            each.accept(moved);
        }
        // What silence is taken for says nothing of the language.
        var language = found.segments().isEmpty() ? state.language() : found.language();
        return new State(state.mark(), state.samples() + part.length, language, segments);
    }

    private static Segment moved(Segment segment, double by) {
        var words =
                segment.words().stream()
                        .map(w -> new Word(w.text(), w.from() + by, w.to() + by, w.chance()))
                        .toList();
        return new Segment(
                segment.from() + by, segment.to() + by, segment.text(), words, segment.quality());
    }

    /// A recording cut at pauses.
    private final class Parts {
        private final MediaReader reader;
        private float[] rest = {};
        private boolean ended;

        Parts(MediaReader reader, long skipped) {
            this.reader = reader;
            fill(skipped);
            rest = Arrays.copyOfRange(rest, (int) Math.min(skipped, rest.length), rest.length);
        }

        /// None at the end.
        float[] next() {
            fill((long) PART_SECONDS * RATE);
            int cut = ended ? rest.length : cut(rest);
            var part = Arrays.copyOf(rest, cut);
            rest = Arrays.copyOfRange(rest, cut, rest.length);
            return part;
        }

        private void fill(long wanted) {
            while (rest.length < wanted && !ended) {
                var more = new ArrayList<float[]>();
                int count = rest.length;
                while (count < wanted && !ended) {
                    var chunk = reader.nextSound();
                    ended = chunk.isEmpty();
                    if (chunk.isPresent()) {
                        more.add(chunk.get().sound().samples());
                        count += more.getLast().length;
                    }
                }
                int at = rest.length;
                rest = Arrays.copyOf(rest, count);
                for (var piece : more) {
                    System.arraycopy(piece, 0, rest, at, piece.length);
                    at += piece.length;
                }
            }
        }

        /// Behind the last speech that surely has ended.
        private int cut(float[] samples) {
            int sure = samples.length - UNSURE_SECONDS * RATE;
            var speech = activity.segments(samples, SpeechSegments.USUAL);
            for (int i = speech.size() - 1; i > 0; i--) {
                int pause = (speech.get(i - 1).to() + speech.get(i).from()) / 2;
                if (pause > 0 && pause <= sure) {
                    return pause;
                }
            }
            return samples.length;
        }
    }

    private State state(String mark) throws IOException {
        var empty = new State(mark, 0, "", List.of());
        if (!Files.isRegularFile(kept)) {
            return empty;
        }
        var node = JSON.readTree(Files.readString(kept));
        if (!node.path("mark").asText().equals(mark)) {
            return empty;
        }
        var segments = new ArrayList<Segment>();
        node.path("segments").forEach(segment -> segments.add(segment(segment)));
        return new State(
                mark, node.path("samples").asLong(), node.path("language").asText(), segments);
    }

    private void save(State state) throws IOException {
        var node = JSON.createObjectNode();
        node.put("mark", state.mark());
        node.put("samples", state.samples());
        node.put("language", state.language());
        var segments = node.putArray("segments");
        state.segments().forEach(segment -> segments.add(node(segment)));
        AtomicFile.write(kept, JSON.writeValueAsString(node));
    }

    private static ObjectNode node(Segment segment) {
        var node = JSON.createObjectNode();
        node.put("from", segment.from()).put("to", segment.to()).put("text", segment.text());
        var quality = segment.quality();
        node.put("logProbability", quality.logProbability())
                .put("noSpeech", quality.noSpeech())
                .put("compression", quality.compression())
                .put("temperature", quality.temperature());
        var words = node.putArray("words");
        for (var word : segment.words()) {
            words.addObject()
                    .put("text", word.text())
                    .put("from", word.from())
                    .put("to", word.to())
                    .put("chance", word.chance());
        }
        return node;
    }

    private static Segment segment(JsonNode node) {
        var words = new ArrayList<Word>();
        for (var word : node.path("words")) {
            words.add(
                    new Word(
                            word.path("text").asText(),
                            word.path("from").asDouble(),
                            word.path("to").asDouble(),
                            word.path("chance").asDouble()));
        }
        return new Segment(
                node.path("from").asDouble(),
                node.path("to").asDouble(),
                node.path("text").asText(),
                words,
                new Quality(
                        node.path("logProbability").asDouble(),
                        node.path("noSpeech").asDouble(),
                        node.path("compression").asDouble(),
                        node.path("temperature").asDouble()));
    }
}
