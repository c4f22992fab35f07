package studio.likeness.models.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.VoiceComparison.Setup;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.voice.cloning.SemanticToSound;
import studio.likeness.models.voice.conversion.Converter;
import studio.likeness.models.voice.vits.VitsNames;

/// Fixtures of the networks that end in a sound.
final class VitsFixtures {
    /// Of the draws, those below this are unvoiced.
    private static final int VOICED_FROM = 3;

    private VitsFixtures() {}

    static Setup cloning(Fixture fixture, VoiceInputs in) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                in.argument("codes", "batch", 1L, "codes"),
                                in.argument("text", "batch", "time"),
                                in.argument("refer", "batch", "-", "frames"),
                                in.argument("noise", "batch", "-", "noise")));
        if (in.has("sv_emb")) {
            arguments.add(in.argument("sv_emb", "batch", "-"));
        }
        if (in.has("ssl")) {
            arguments.add(in.argument("ssl", "batch", "-", "heard"));
        }
        return new Setup(VitsNames::published, _ -> new Cloning(fixture), arguments, _ -> Map.of());
    }

    private record Cloning(Fixture fixture) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var config = fixture.at("config");
            var network = new SemanticToSound(config);
            var input =
                    new SemanticToSound.Input<>(
                            in.get("codes"),
                            in.get("text"),
                            in.get("refer"),
                            in.get("noise"),
                            Optional.ofNullable(in.all().get("sv_emb")));
            var outputs = new LinkedHashMap<String, T>();
            double noise = config.path("noise_scale").asDouble();
            double speed = config.path("speed").asDouble(1);
            outputs.put("audio", network.sound(o, input, noise, speed));
            if (in.all().containsKey("ssl")) {
                var codes = network.codes(o, in.get("ssl"));
                outputs.put("extract_latent_codes", o.toFloat(codes));
            }
            return outputs;
        }
    }

    static Setup conversion(Fixture fixture, VoiceInputs in) {
        var draws = in.integers("uv_draw");
        var voiced = new long[draws.length];
        var pitch = in.floats("f0");
        for (int t = 0; t < draws.length; t++) {
            voiced[t] = draws[t] >= VOICED_FROM ? 1 : 0;
            pitch[t] *= voiced[t];
        }
        var shape = in.shape("f0");
        var arguments =
                new ArrayList<>(
                        List.of(
                                in.argument("c", "batch", "-", "time"),
                                Argument.of("f0", new Array.Floats(pitch, shape), "batch", "time"),
                                Argument.of("uv", new Array.Longs(voiced, shape), "batch", "time"),
                                in.argument("spk", "batch", 1L),
                                in.argument("noise", "batch", "-", "time")));
        if (in.has("vol")) {
            arguments.add(in.argument("vol", "batch", "time"));
        }
        return new Setup(
                VitsNames::published, _ -> new Conversion(fixture), arguments, _ -> Map.of());
    }

    private record Conversion(Fixture fixture) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var config = fixture.at("config");
            var network = new Converter(config, config.path("sampling_rate").asInt());
            var input =
                    new Converter.Input<>(
                            in.get("c"),
                            in.get("f0"),
                            in.get("uv"),
                            in.get("spk"),
                            in.get("noise"),
                            Optional.ofNullable(in.all().get("vol")),
                            Optional.empty());
            double noise = config.path("noice_scale").asDouble();
            boolean ownPitch = config.path("predict_f0").asBoolean();
            return Map.of("audio", network.convert(o, input, noise, ownPitch));
        }
    }
}
