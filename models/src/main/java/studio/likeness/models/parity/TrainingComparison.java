package studio.likeness.models.parity;

import java.util.List;
import java.util.Set;
import studio.likeness.models.parity.Line.Verdict;

/// Losses, gradients and steps of training, which nothing here can take yet.
final class TrainingComparison implements Comparison {
    /// The optimiser of GPT-SoVITS's first stage, the discriminator that a voice is trained
    /// against, and what of both voices' networks runs in training only.
    private static final Set<String> OF_VOICES =
            Set.of("scaled-adam", "sovits-svc-disc", "sovits-svc-train", "gpt-sovits-s2-train");

    @Override
    public boolean understands(Fixture fixture) {
        boolean ofLanguage = fixture.has("trained", "labels") && fixture.at("outputs").has("steps");
        return ofLanguage || OF_VOICES.contains(fixture.network());
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        return List.of(
                new Line(
                        fixture.name(),
                        fixture.network(),
                        "-",
                        0,
                        0,
                        Verdict.WAITS,
                        "waits for the trainer"));
    }
}
