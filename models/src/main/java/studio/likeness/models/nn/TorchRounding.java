package studio.likeness.models.nn;

import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.NBits;

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
            case WeightFormat.Blocks blocks -> {
                var spec =
                        new BlockSpec(
                                blocks.bits(),
                                blocks.block(),
                                blocks.symmetric(),
                                blocks.refined());
                var packed = NBits.quantise(values, row, spec);
                NBits.dequantise(packed, 0, packed.rows(), values, 0);
            }
        }
    }
}
