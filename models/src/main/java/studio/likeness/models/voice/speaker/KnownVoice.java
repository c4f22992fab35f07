package studio.likeness.models.voice.speaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.signal.Waveform;

/// A person's voice as one measure knows it by a few recordings, and those of strangers beside it.
///
/// @param network stays open; without one the coarse measure is taken
public record KnownVoice(
        List<Print> person, List<Print> strangers, Optional<SpeakerVector> network) {
    public KnownVoice {
        person = List.copyOf(person);
        strangers = List.copyOf(strangers);
        if (person.isEmpty()) {
            throw new IllegalArgumentException("expected a recording of the person, found none");
        }
    }

    /// What a measure keeps of one recording.
    public sealed interface Print {
        /// A vector of length one.
        record OfNetwork(float[] vector) implements Print {}

        record Coarse(CoarseVoice voice) implements Print {}

        static Print of(Waveform sound, Optional<SpeakerVector> network) {
            return network.<Print>map(vectors -> new OfNetwork(vectors.of(sound)))
                    .orElseGet(() -> new Coarse(CoarseVoice.of(sound)));
        }

        private double alike(Print other) {
            return switch (this) {
                case OfNetwork(var mine) when other instanceof OfNetwork(var yours) ->
                        SpeakerVector.cosine(mine, yours);
                case Coarse(var mine) when other instanceof Coarse(var yours) ->
                        mine.similarity(yours);
                case OfNetwork _, Coarse _ ->
                        throw new IllegalArgumentException(
                                "expected prints of one measure, found two");
            };
        }
    }

    /// @param sound half a second at least
    public Likeness likeness(Waveform sound) {
        var same = new ArrayList<Double>();
        for (int i = 0; i < person.size(); i++) {
            var others = new ArrayList<>(person);
            var one = others.remove(i);
            if (!others.isEmpty()) {
                same.add(mean(one, others));
            }
        }
        return new Likeness(
                mean(Print.of(sound, network), person),
                Likeness.Span.of(same),
                Likeness.Span.of(strangers.stream().map(one -> mean(one, person)).toList()),
                person.size(),
                network.map(vectors -> vectors.family().word()).orElse(Similarity.COARSE));
    }

    private static double mean(Print one, List<Print> others) {
        return others.stream().mapToDouble(one::alike).average().orElseThrow();
    }
}
