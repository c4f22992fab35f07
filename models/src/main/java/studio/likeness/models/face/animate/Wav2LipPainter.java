package studio.likeness.models.face.animate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FaceBox.Pads;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Picture;

/// Wav2Lip: paints the lower half of any face.
public final class Wav2LipPainter implements LipPainter {
    /// Measured: 28 faces a second at one by one, 32 from eight on, on two cores; see
    /// docs/bench/face.md.
    private static final int BATCH = 8;

    /// On the processor: threads that share one run wait for each other at every step, and longest
    /// when the encoder has one of the cores; of two runs neither waits.
    private static final int RUNS = 2;

    /// A card has the whole batch done in the time of one.
    private static final int BATCH_ON_CARD = 16;

    private final LipNetwork network;
    private final Device device;
    private final int atOnce;
    private final Pads pads;

    private Wav2LipPainter(LipNetwork network, Device device, int atOnce, Pads pads) {
        this.network = network;
        this.device = device;
        this.atOnce = atOnce;
        this.pads = pads;
    }

    /// @throws studio.likeness.models.job.StudioException when the graph is broken or no lip
    ///     network, or the device cannot be had
    public static Wav2LipPainter open(Path graph, Device device) {
        return open(graph, device, SessionPlan.usual(), Pads.usual());
    }

    /// @param plan with `tf32` off where figures are compared
    /// @param pads around the profile's box
    public static Wav2LipPainter open(Path graph, Device device, SessionPlan plan, Pads pads) {
        int runs =
                switch (device) {
                    case Device.Processor(int threads) -> threads == 1 ? 1 : RUNS;
                    case Device.Cuda _ -> 1;
                };
        var network = LipNetwork.open(graph, device, plan.withRuns(runs));
        return new Wav2LipPainter(network, device, runs, pads);
    }

    @Override
    public int size() {
        return network.crop().size();
    }

    @Override
    public FaceBox area(FaceBox face, List<Point> points, int frameWidth, int frameHeight) {
        return face.padded(pads, frameWidth, frameHeight);
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
        if (crops.size() != windows.size()) {
            throw new IllegalArgumentException(
                    "%d windows for %d faces".formatted(windows.size(), crops.size()));
        }
        LipCrop crop = network.crop();
        int each = windows.getFirst().length;
        var sound = new float[windows.size() * each];
        var faces = new float[crops.size() * crop.inputs()];
        for (int i = 0; i < crops.size(); i++) {
            System.arraycopy(windows.get(i), 0, sound, i * each, each);
            crop.tensor(crops.get(i).bgr(), faces, i * crop.inputs());
        }
        var spoken = network.run(sound, faces);
        var painted = new ArrayList<Picture>();
        for (int i = 0; i < crops.size(); i++) {
            painted.add(crop.patch(spoken, i * crop.outputs()));
        }
        return painted;
    }

    @Override
    public int batch() {
        return device instanceof Device.Cuda ? BATCH_ON_CARD : BATCH;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void close() {
        network.close();
    }
}
