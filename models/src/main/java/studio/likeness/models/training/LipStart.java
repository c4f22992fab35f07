package studio.likeness.models.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// A first network, found without a single step of learning: mouths are drawn with the person's
/// own, the sound tells their shapes by least squares, and the U-Net changes nothing yet.
///
/// @param mask where it paints
/// @param drawing with the person's own mouths
/// @param agreement see [LipHearing#learn]
record LipStart(
        MouthNetwork network,
        float[] mask,
        LipNumbers numbers,
        LipDrawing drawing,
        Map<String, Learnt> weights,
        double agreement) {
    /// @param learnt frames from the beginning that mouths may be drawn with
    static LipStart of(LipMaterial material, int learnt, long seed) {
        var network = new MouthNetwork(material.view().side());
        var weights = new LinkedHashMap<String, Learnt>();
        network.weights()
                .forEach(
                        (name, shape) ->
                                weights.put(name, new Learnt(new float[size(shape)], shape)));
        var numbers = LipNumbers.of(material);
        double agreement = LipHearing.learn(material, numbers.each(), weights);
        refining(weights, new Random(seed));
        return new LipStart(
                network,
                material.view().mask(),
                numbers,
                new LipDrawing(material, learnt),
                weights,
                agreement);
    }

    private static int size(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /// Small random kernels; the last layer changes nothing at first.
    private static void refining(Map<String, Learnt> weights, Random random) {
        weights.forEach(
                (name, weight) -> {
                    boolean fresh =
                            (name.startsWith("refine.") && !name.startsWith("refine.last"))
                                    || name.startsWith(MouthNetwork.SOUND_IN);
                    if (fresh && name.endsWith(".weight")) {
                        var values = weight.values();
                        double spread = Math.sqrt(2.0 * weight.shape()[0] / values.length);
                        for (int i = 0; i < values.length; i++) {
                            values[i] = (float) (random.nextGaussian() * spread);
                        }
                    }
                });
    }
}
