package studio.likeness.models.face.profile;

/// Which of the faces in a file is meant.
public sealed interface Which {
    /// The only one that matters; refused where there are several.
    record Only() implements Which {}

    /// @param number from 1, counted from left to right as [FaceReport#faces] lists them
    @SuppressWarnings("AvoidCommonTypeNames") // always said as Which.Number
    record Number(int number) implements Which {
        public Number {
            if (number < 1) {
                throw new IllegalArgumentException("expected a number from 1 on, found " + number);
            }
        }
    }

    /// The one at or nearest to a place of the upright picture, in shares of its sides.
    record At(double x, double y) implements Which {}

    static Which only() {
        return new Only();
    }
}
