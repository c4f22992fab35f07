package studio.likeness.models.parity;

import java.util.List;
import studio.likeness.models.parity.Line.Verdict;

/// Losses, gradients and steps of training, which nothing here can take yet.
final class TrainingComparison implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("trained", "labels") && fixture.at("outputs").has("steps");
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
