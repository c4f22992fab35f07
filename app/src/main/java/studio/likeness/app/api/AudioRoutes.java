package studio.likeness.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import studio.likeness.app.api.Names.Target;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Transcript;

/// OpenAI's endpoints of sound: what was said, and saying something.
final class AudioRoutes {
    /// What clients ask for that know of no other models.
    private static final Set<String> ANY_EARS =
            Set.of("whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe");

    private static final Set<String> SHAPES = Set.of("json", "text", "srt", "verbose_json", "vtt");

    /// Who spoke.
    private static final String VOICE = "Likeness-Voice";

    /// Of `pcm`, as OpenAI gives it.
    private static final int PCM_RATE_HZ = 24_000;

    private static final int LONGEST_SPEECH = 4_096;

    private static final Map<String, String> TYPES =
            Map.of(
                    "mp3", "audio/mpeg",
                    "opus", "audio/ogg",
                    "aac", "audio/aac",
                    "wav", "audio/wav",
                    "pcm", "audio/pcm");

    /// Players show it, and the studio knows it again.
    private static final Map<String, String> GENERATED =
            Map.of("comment", "AI-generated: a synthetic voice, made by Likeness");

    private final Host host;
    private final Names names;

    /// One recording at a time: two would only make each other slower.
    private final ReentrantLock ears = new ReentrantLock();

    private final Speaking speaking;

    AudioRoutes(Host host, Names names, Speaking speaking) {
        this.host = host;
        this.names = names;
        this.speaking = speaking;
    }

    void transcriptions(Call call) throws IOException, InterruptedException {
        try (var form = call.form()) {
            var file = form.file();
            var shape = form.text("response_format").orElse("json");
            if (!SHAPES.contains(shape)) {
                throw Refused.field(
                        "response_format",
                        "response_format must be one of " + SHAPES.stream().sorted().toList());
            }
            var model = ears(form.text("model").orElse("whisper-1"));
            boolean words = form.texts("timestamp_granularities").contains("word");
            boolean streaming = form.text("stream").filter("true"::equals).isPresent();
            ears.lockInterruptibly();
            try {
                if (streaming) {
                    stream(
                            call,
                            each -> host.hear(model, file, form.text("language"), false, each));
                } else {
                    var heard = host.hear(model, file, form.text("language"), words, _ -> {});
                    send(call, shape, heard, words);
                }
            } catch (StudioException e) {
                // A file that is no recording is the client's to mend.
                throw Refused.field("file", e.explanation());
            } finally {
                ears.unlock();
            }
        }
    }

    /// @return an installed model's identifier
    private String ears(String asked) {
        var name = asked.endsWith(Names.LATEST) ? asked.substring(0, asked.length() - 7) : asked;
        var models =
                host.models().stream()
                        .filter(m -> m.manifest().kind() == Manifest.Kind.SPEECH_RECOGNITION)
                        .toList();
        if (models.isEmpty()) {
            throw new Refused(
                    404, "no speech recognition model is installed", "model_not_found", "model");
        }
        return models.stream()
                .filter(m -> m.id().equals(name))
                .findFirst()
                .or(
                        () ->
                                ANY_EARS.contains(name)
                                        ? Optional.of(models.getLast())
                                        : Optional.empty())
                .orElseThrow(() -> Refused.noModel(asked))
                .id();
    }

    /// Transcribes, telling every segment.
    private interface Hearing {
        Transcript run(Consumer<Transcript.Segment> each) throws InterruptedException;
    }

    private static void stream(Call call, Hearing hearing)
            throws IOException, InterruptedException {
        try (var out = call.stream("text/event-stream")) {
            var failed = new IOException[1];
            var whole =
                    hearing.run(
                            segment -> {
                                var event = Call.object();
                                event.put("type", "transcript.text.delta");
                                event.put("delta", segment.text());
                                try {
                                    event(out, event);
                                } catch (IOException e) {
                                    failed[0] = e;
                                    // The client is gone: nobody waits for the rest.
                                    throw new java.util.concurrent.CancellationException();
                                }
                            });
            var done = Call.object();
            done.put("type", "transcript.text.done");
            done.put("text", whole.text());
            event(out, done);
        } catch (java.util.concurrent.CancellationException e) {
            throw new IOException("the client has gone", e);
        }
    }

    private static void event(OutputStream out, ObjectNode event) throws IOException {
        out.write(("data: " + Call.string(event) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(Call call, String shape, Transcript heard, boolean words)
            throws IOException {
        switch (shape) {
            case "text" -> text(call, heard.text() + "\n");
            case "srt" -> text(call, Subtitles.srt(heard.segments()));
            case "vtt" -> text(call, Subtitles.vtt(heard.segments()));
            case "verbose_json" -> call.send(200, verbose(heard, words));
            default -> {
                var body = Call.object();
                body.put("text", heard.text());
                call.send(200, body);
            }
        }
    }

    private static void text(Call call, String text) throws IOException {
        call.send(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode verbose(Transcript heard, boolean words) {
        var body = Call.object();
        body.put("task", "transcribe");
        body.put("language", english(heard.language()));
        body.put("duration", heard.segments().isEmpty() ? 0 : heard.segments().getLast().to());
        body.put("text", heard.text());
        var segments = body.putArray("segments");
        for (var segment : heard.segments()) {
            var o = segments.addObject();
            o.put("id", segments.size() - 1);
            o.put("seek", 0);
            o.put("start", segment.from());
            o.put("end", segment.to());
            o.put("text", segment.text());
            o.putArray("tokens");
            o.put("temperature", segment.quality().temperature());
            o.put("avg_logprob", segment.quality().logProbability());
            o.put("compression_ratio", segment.quality().compression());
            o.put("no_speech_prob", segment.quality().noSpeech());
        }
        if (words) {
            var all = body.putArray("words");
            for (var segment : heard.segments()) {
                for (var word : segment.words()) {
                    var o = all.addObject();
                    o.put("word", word.text().strip());
                    o.put("start", word.from());
                    o.put("end", word.to());
                }
            }
        }
        return body;
    }

    /// `english`, `chinese`, …
    private static String english(String code) {
        return Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }

    void speech(Call call) throws IOException, InterruptedException {
        var fields = call.body();
        var text = fields.need("input");
        if (text.length() > LONGEST_SPEECH) {
            throw Refused.field("input", "input has more than " + LONGEST_SPEECH + " characters");
        }
        var shape = fields.text("response_format").orElse("mp3");
        if (!TYPES.containsKey(shape)) {
            throw Refused.field(
                    "response_format",
                    "response_format must be one of " + TYPES.keySet().stream().sorted().toList());
        }
        if (fields.number("speed", 0.25, 4).orElse(1) != 1) {
            throw Refused.unsupported("speed");
        }
        var persona = persona(fields);
        var spoken = speaking.say(persona, text);
        call.header(VOICE, voice(spoken));
        call.send(200, TYPES.get(shape), bytes(spoken.sound(), shape));
    }

    /// `cloned; name*=UTF-8''Evening%20voice`: names may be in any script, headers may not.
    private static String voice(Speaking.Spoken spoken) {
        return spoken.kind().name().toLowerCase(Locale.ROOT)
                + "; name*=UTF-8''"
                + URLEncoder.encode(spoken.voice(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A persona named as the voice, else as the model.
    private String persona(Fields fields) {
        for (var name : List.of(voice(fields), fields.text("model").orElse(""))) {
            var found =
                    names.all().stream()
                            .filter(target -> target instanceof Target.Person)
                            .filter(
                                    target ->
                                            target.shortName().equals(name)
                                                    || target.name().equals(name))
                            .findFirst();
            if (found.isPresent()) {
                return found.get().shortName();
            }
        }
        throw Refused.field("voice", "voice must be a persona's identifier");
    }

    private static String voice(Fields fields) {
        return fields.node().path("voice").isObject()
                ? fields.object("voice").text("id").orElse("")
                : fields.text("voice").orElse("");
    }

    private static byte[] bytes(Waveform sound, String shape) throws IOException {
        if (shape.equals("pcm")) {
            return pcm(Resampler.resample(sound, PCM_RATE_HZ).samples());
        }
        var file = Files.createTempFile("likeness-", "." + shape);
        try {
            SoundFile.write(
                    sound, file, SoundFile.Kind.valueOf(shape.toUpperCase(Locale.ROOT)), GENERATED);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static byte[] pcm(float[] samples) {
        var bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            int value = Math.round(Math.clamp(samples[i], -1f, 1f) * 32_767);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }
}
