package studio.likeness.models.nn;

/// What keeping weights in fewer bits does to them: to the format and back.
final class TorchRounding {
    private TorchRounding() {}

    /// @param values whole rows, changed in place
    static void round(float[] values, int row, WeightFormat format) {
        switch (format) {
            case WeightFormat.Dense dense -> {
                if (dense == WeightFormat.Dense.FLOAT16) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
                    }
                }
            }
            case WeightFormat.Blocks blocks ->
                    throw new IllegalArgumentException(
                            "expected a dense format, found " + blocks + " for rows of " + row);
        }
    }
}
