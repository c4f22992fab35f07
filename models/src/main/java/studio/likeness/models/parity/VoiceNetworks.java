package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import studio.likeness.models.checkpoint.Views;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.VoiceComparison.Setup;
import studio.likeness.models.speech.Whisper;
import studio.likeness.models.voice.content.Hubert;
import studio.likeness.models.voice.pitch.Crepe;
import studio.likeness.models.voice.pitch.PitchBins;
import studio.likeness.models.voice.pitch.Rmvpe;
import studio.likeness.models.voice.speaker.CamPlus;
import studio.likeness.models.voice.speaker.EcapaTdnn;
import studio.likeness.models.voice.speaker.Eres2NetV2;
import studio.likeness.models.voice.speaker.Resemblyzer;

/// Which network of the house a voice fixture speaks of.
final class VoiceNetworks {
    private VoiceNetworks() {}

    static Optional<Setup> setup(Fixture fixture) {
        var in = new VoiceInputs(fixture);
        return Optional.ofNullable(
                switch (fixture.network()) {
                    case "whisper" -> whisper(fixture, in);
                    case "hubert-base" -> hubert(fixture, in);
                    case "bert" -> bert(fixture, in);
                    case "crepe" -> crepe(in);
                    case "rmvpe" -> rmvpe(fixture, in);
                    case "resemblyzer" -> resemblyzer(in);
                    case "camplus" -> speaker(in, new Camplus());
                    case "ecapa-tdnn" -> speaker(in, new Ecapa());
                    case "eres2netv2" -> speaker(in, new Eres2Net());
                    case "gpt-sovits-s2" -> VitsFixtures.cloning(fixture, in);
                    case "sovits-svc-synth" -> VitsFixtures.conversion(fixture, in);
                    case "gpt-sovits-t2s" -> SemanticFixtures.decoding(fixture, in);
                    case "gpt-sovits-t2s-train" -> SemanticFixtures.training(fixture, in);
                    default -> null;
                });
    }

    private static Setup whisper(Fixture fixture, VoiceInputs in) {
        var c = fixture.at("config");
        var dims =
                new Whisper.Dims(
                        c.path("n_mels").asInt(),
                        c.path("n_audio_ctx").asInt(),
                        c.path("n_audio_state").asInt(),
                        c.path("n_audio_head").asInt(),
                        c.path("n_audio_layer").asInt(),
                        c.path("n_vocab").asInt(),
                        c.path("n_text_ctx").asInt(),
                        c.path("n_text_state").asInt(),
                        c.path("n_text_head").asInt(),
                        c.path("n_text_layer").asInt());
        return new Setup(
                _ -> new Hearing(new Whisper(dims)),
                List.of(
                        in.argument("mel", "batch", "-", "frames"),
                        in.argument("tokens", "batch", "time")));
    }

    private record Hearing(Whisper whisper) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var sound = whisper.encode(o, in.get("mel"));
            var logits = whisper.decode(o, in.get("tokens"), sound);
            var outputs = new LinkedHashMap<String, T>();
            outputs.put("encoder_out", sound);
            outputs.put("logits", logits);
            outputs.put("argmax", o.toFloat(o.argmax(logits, -1)));
            return outputs;
        }
    }

    private static Setup hubert(Fixture fixture, VoiceInputs in) {
        var c = fixture.at("config");
        var strides =
                StreamSupport.stream(c.path("conv_stride").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList();
        int heads = c.path("num_attention_heads").asInt();
        return new Setup(
                Views::withoutWeightNorm,
                weights -> new Content(Hubert.of(weights, strides, heads)),
                List.of(in.argument("wav", "batch", "samples")),
                _ -> Map.of());
    }

    private record Content(Hubert hubert) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var hidden = hubert.hidden(o, in.get("wav"), hubert.layers());
            var outputs = new LinkedHashMap<String, T>();
            for (int i = 0; i < hidden.size(); i++) {
                outputs.put("hidden_" + i, hidden.get(i));
            }
            return outputs;
        }
    }

    private static Setup bert(Fixture fixture, VoiceInputs in) {
        return new Setup(
                weights -> weights,
                weights -> new Characters(new BertEncoder(fixture.at("config"), weights)),
                List.of(in.argument("input_ids", "batch", "time")),
                found -> {
                    var outputs = new LinkedHashMap<String, float[]>();
                    int layers = fixture.at("config").path("num_hidden_layers").asInt();
                    outputs.put("hidden_0", found.get("tap.layer.0"));
                    outputs.put("hidden_1", found.get("tap.layer.1"));
                    outputs.put("hidden_n_minus_2", found.get("tap.layer." + (layers - 2)));
                    outputs.put("hidden_n", found.get("last"));
                    return outputs;
                });
    }

    private record Characters(BertEncoder encoder) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var ids = in.get("input_ids");
            var mask = o.add(o.mul(o.toFloat(ids), 0), 1);
            return Map.of("last", encoder.hidden(o, ids, mask));
        }
    }

    private static Setup crepe(VoiceInputs in) {
        return new Setup(_ -> new CrepePitch(), List.of(in.argument("frames", "batch", "-")));
    }

    private record CrepePitch() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var salience = Crepe.salience(o, in.get("frames"));
            return Map.of("salience", salience, "argmax", o.toFloat(o.argmax(salience, -1)));
        }
    }

    private static Setup rmvpe(Fixture fixture, VoiceInputs in) {
        double threshold = fixture.at("config").path("threshold").asDouble();
        return new Setup(
                weights -> weights,
                _ -> new RmvpePitch(),
                List.of(in.argument("mel", "batch", "-", "time")),
                found -> pitches(found.get("salience"), threshold));
    }

    private static Map<String, float[]> pitches(float[] salience, double threshold) {
        var cents = new float[salience.length / PitchBins.COUNT];
        var hertz = new float[cents.length];
        for (int t = 0; t < cents.length; t++) {
            int at = t * PitchBins.COUNT;
            var row = Arrays.copyOfRange(salience, at, at + PitchBins.COUNT);
            double exact = PitchBins.cents(row, threshold);
            cents[t] = (float) exact;
            hertz[t] = (float) PitchBins.hertz(exact);
        }
        return Map.of("cents", cents, "f0", hertz);
    }

    private record RmvpePitch() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            return Map.of("salience", Rmvpe.salience(o, in.get("mel")));
        }
    }

    private static Setup resemblyzer(VoiceInputs in) {
        return new Setup(
                weights -> weights,
                _ -> new Resemblance(),
                List.of(in.argument("mels", "batch", "frames", "-")),
                _ ->
                        in.has("wav")
                                ? Map.of("wav_mel", rows(Resemblyzer.mel(in.floats("wav"))))
                                : Map.of());
    }

    private record Resemblance() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            return Map.of("embed", Resemblyzer.vectors(o, in.get("mels")));
        }
    }

    private static Setup speaker(VoiceInputs in, Network network) {
        return new Setup(_ -> network, List.of(in.argument("feat", "batch", "frames", "-")));
    }

    private record Camplus() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            return Map.of("embedding", CamPlus.vectors(o, in.get("feat")));
        }
    }

    private record Ecapa() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            return Map.of("embedding", EcapaTdnn.vectors(o, in.get("feat")));
        }
    }

    private record Eres2Net() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            return Eres2NetV2.vectors(o, in.get("feat"));
        }
    }

    static float[] rows(float[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        var flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }
}
