package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import studio.likeness.models.speech.SpeechSegments;
import studio.likeness.models.speech.SpeechSegments.Segment;
import studio.likeness.models.speech.TimestampRules;
import studio.likeness.models.voice.cloning.SemanticChoice;
import studio.likeness.models.voice.pitch.PitchTrack;
import studio.likeness.models.voice.preparation.Slicer;
import studio.likeness.models.voice.preparation.Slicer.Piece;

/// The rules around the voice's networks: no weights, all in Java.
final class VoiceRules implements Comparison {
    // The vocabulary of the fixture's cases, as its notes give it.
    private static final TimestampRules TIMES = new TimestampRules(20, 25, 26);
    private static final double CHANCE = 1e-6;
    private static final double HERTZ = 1e-3;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.network().equals("voice-rules");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        var salt = fixture.at("salt").asText();
        fixture.at("silero").forEach(each -> silero(each, errors));
        fixture.at("slicer").forEach(each -> slicer(salt, each, errors));
        fixture.at("whisper_timestamp_rules").forEach(each -> times(salt, each, errors));
        fixture.at("t2s_sampling").forEach(each -> sampling(salt, each, errors));
        fixture.at("f0_post").forEach(each -> pitch(each, errors));
        return List.of(errors.line(fixture, "java", ""));
    }

    private static void silero(JsonNode each, Errors errors) {
        var options = each.path("options");
        var usual = SpeechSegments.USUAL;
        var rules =
                new SpeechSegments(
                        options.path("threshold").asDouble(usual.threshold()),
                        options.path("min_speech_duration_ms").asInt(usual.minSpeechMillis()),
                        options.path("min_silence_duration_ms").asInt(usual.minSilenceMillis()),
                        options.path("speech_pad_ms").asInt(usual.padMillis()),
                        options.path("max_speech_duration_s").asDouble(usual.maxSpeechSeconds()));
        var expected = new ArrayList<Segment>();
        for (var part : each.path("timestamps")) {
            expected.add(new Segment(part.path("start").asInt(), part.path("end").asInt()));
        }
        var found = rules.find(numbers(each.path("probs")), each.path("audio_samples").asInt());
        errors.same("silero " + options, expected, found);
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static void slicer(String salt, JsonNode each, Errors errors) {
        var wave = each.path("wave");
        var options = each.path("options");
        var slicer =
                new Slicer(
                        options.path("threshold").asDouble(),
                        options.path("min_length").asInt(),
                        options.path("min_interval").asInt(),
                        options.path("hop_size").asInt(),
                        options.path("max_sil_kept").asInt());
        var samples = wave(salt, wave);
        var found = slicer.slice(samples, wave.path("sr").asInt());
        var expected = new ArrayList<Piece>();
        for (var chunk : each.path("chunks")) {
            expected.add(new Piece(chunk.get(0).asInt(), chunk.get(1).asInt()));
        }
        errors.same("slicer " + options, expected, found);
    }

    /// Keyed samples, as loud as each stretch is.
    private static float[] wave(String salt, JsonNode wave) {
        var keyed = Keyed.input(salt, wave.path("name").asText());
        int total =
                StreamSupport.stream(wave.path("segments").spliterator(), false)
                        .mapToInt(segment -> segment.get(0).asInt())
                        .sum();
        var samples = new float[total];
        int at = 0;
        for (var segment : wave.path("segments")) {
            double amplitude = segment.get(1).asDouble();
            for (int end = at + segment.get(0).asInt(); at < end; at++) {
                samples[at] = (float) (keyed.balanced(at) * amplitude);
            }
        }
        return samples;
    }

    private static void times(String salt, JsonNode each, Errors errors) {
        var logits = logits(salt, each.path("logits"));
        var sampled =
                StreamSupport.stream(each.path("sampled").spliterator(), false)
                        .mapToInt(JsonNode::asInt)
                        .toArray();
        var latest = each.path("max_initial_timestamp_index");
        TIMES.apply(
                logits,
                sampled,
                latest.isInt() ? OptionalInt.of(latest.asInt()) : OptionalInt.empty());
        var masked =
                IntStream.range(0, logits.length)
                        .filter(i -> logits[i] == Float.NEGATIVE_INFINITY)
                        .boxed()
                        .toList();
        var expected =
                StreamSupport.stream(each.path("masked").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList();
        errors.same("times after " + Arrays.toString(sampled), expected, masked);
    }

    private static float[] logits(String salt, JsonNode entry) {
        int count = 1;
        for (var size : entry.path("shape")) {
            count *= size.asInt();
        }
        return Keyed.input(salt, entry.path("name").asText())
                .floats(count, entry.path("amplitude").asDouble(), entry.path("offset").asDouble());
    }

    private static void sampling(String salt, JsonNode each, Errors errors) {
        var logits = logits(salt, each.path("logits"));
        var previous = each.path("previous");
        int count = 1;
        for (var size : previous.path("shape")) {
            count *= size.asInt();
        }
        var before =
                Keyed.input(salt, previous.path("name").asText())
                        .integers(count, previous.path("modulus").asInt());
        var options = each.path("options");
        double penalty = options.path("repetition_penalty").asDouble();
        var scores = SemanticChoice.penalised(logits, before, penalty);
        var chances =
                SemanticChoice.chances(
                        scores,
                        options.path("top_k").asInt(),
                        options.path("top_p").asDouble(),
                        options.path("temperature").asDouble());
        long drawn = Arrays.stream(chances).filter(chance -> chance > 0).count();
        errors.same("nonzero " + options, each.path("nonzero").asLong(), drawn);
        for (var pair : each.path("probs")) {
            int i = pair.get(0).asInt();
            errors.near("chance " + i, pair.get(1).asDouble(), chances[i], CHANCE);
        }
    }

    private static void pitch(JsonNode each, Errors errors) {
        var exact = numbers(each.path("f0_10ms"));
        var track = new float[exact.length];
        for (int t = 0; t < exact.length; t++) {
            track[t] = (float) exact[t];
        }
        var found = PitchTrack.of(track, each.path("target_frames").asInt());
        errors.all("f0", each.path("f0"), found.hertz(), HERTZ);
        var voiced = new float[found.voiced().length];
        for (int t = 0; t < voiced.length; t++) {
            voiced[t] = found.voiced()[t] ? 1 : 0;
        }
        errors.all("uv", each.path("uv"), voiced, 0);
    }
}
