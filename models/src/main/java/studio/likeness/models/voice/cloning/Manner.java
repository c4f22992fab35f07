package studio.likeness.models.voice.cloning;

import java.time.Duration;

/// How a clause is spoken.
///
/// @param speed 1 as the voice learnt it, 2 twice as fast; 0.5 to 2
/// @param noise how much chance is in the sound; 0.5 usually
/// @param pause behind a sentence; behind a part of one it is half as long
/// @param seed one seed, one outcome
public record Manner(Sampling sampling, double speed, double noise, Duration pause, long seed) {
    public static final Manner USUAL =
            new Manner(Sampling.USUAL, 1, 0.5, Duration.ofMillis(300), 1234);

    public Manner {
        if (!(speed >= 0.5 && speed <= 2) || !(noise >= 0 && noise <= 2) || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a speed of 0.5 to 2, noise of 0 to 2 and a pause, found %s, %s, %s"
                            .formatted(speed, noise, pause));
        }
    }

    public Manner withSeed(long seed) {
        return new Manner(sampling, speed, noise, pause, seed);
    }

    public Manner withSpeed(double speed) {
        return new Manner(sampling, speed, noise, pause, seed);
    }

    public Manner withSampling(Sampling sampling) {
        return new Manner(sampling, speed, noise, pause, seed);
    }
}
