package studio.likeness.models.face.network;

import static studio.likeness.models.face.network.Layer.c;
import static studio.likeness.models.face.network.Layer.r;
import static studio.likeness.models.face.network.Layer.t;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// Wav2Lip's generator (Prajwal et al. 2020) and its variant for 256 pixels: a face whose lower
/// half is hidden, the same face whole, and 200 ms of sound give the face speaking that sound.
///
/// `x` is `[batch, channels, height, width]`. Sound and pictures shrink to one vector each; the
/// sound's grows back to a picture, meeting the pictures' maps of its size on the way.
public final class Wav2Lip {
    /// Of the mel spectrogram.
    public static final int BANDS = 80;

    /// Of one window.
    public static final int COLUMNS = 16;

    /// The hidden face and the whole one, three colours each.
    public static final int CHANNELS = 6;

    private static final List<Layer> SOUND =
            List.of(
                    c(1, 32, 3, 1, 1), // 80 x 16
                    r(32),
                    r(32),
                    c(32, 64, 3, new int[] {3, 1}, 1), // 27 x 16
                    r(64),
                    r(64),
                    c(64, 128, 3, 3, 1), // 9 x 6
                    r(128),
                    r(128),
                    c(128, 256, 3, new int[] {3, 2}, 1), // 3 x 3
                    r(256),
                    c(256, 512, 3, 1, 0), // 1 x 1
                    c(512, 512, 1, 1, 0));

    private static final List<Layer> OUTPUT = List.of(c(80, 32, 3, 1, 1));

    private static final Wav2Lip SMALL =
            new Wav2Lip(
                    96,
                    List.of(
                            List.of(c(6, 16, 7, 1, 3)), // 96
                            List.of(c(16, 32, 3, 2, 1), r(32), r(32)), // 48
                            List.of(c(32, 64, 3, 2, 1), r(64), r(64), r(64)), // 24
                            List.of(c(64, 128, 3, 2, 1), r(128), r(128)), // 12
                            List.of(c(128, 256, 3, 2, 1), r(256), r(256)), // 6
                            List.of(c(256, 512, 3, 2, 1), r(512)), // 3
                            List.of(c(512, 512, 3, 1, 0), c(512, 512, 1, 1, 0))), // 1
                    List.of(
                            List.of(c(512, 512, 1, 1, 0)), // 1
                            List.of(t(1024, 512, 3, 1, 0, 0), r(512)), // 3
                            List.of(t(1024, 512, 3, 2, 1, 1), r(512), r(512)), // 6
                            List.of(t(768, 384, 3, 2, 1, 1), r(384), r(384)), // 12
                            List.of(t(512, 256, 3, 2, 1, 1), r(256), r(256)), // 24
                            List.of(t(320, 128, 3, 2, 1, 1), r(128), r(128)), // 48
                            List.of(t(160, 64, 3, 2, 1, 1), r(64), r(64)))); // 96

    private static final Wav2Lip LARGE =
            new Wav2Lip(
                    256,
                    List.of(
                            List.of(c(6, 16, 7, 1, 3)), // 256
                            List.of(c(16, 32, 3, 2, 1), r(32), r(32)), // 128
                            List.of(c(32, 64, 3, 2, 1), r(64), r(64), r(64)), // 64
                            List.of(c(64, 128, 3, 2, 1), r(128), r(128)), // 32
                            List.of(c(128, 256, 3, 2, 1), r(256), r(256)), // 16
                            List.of(c(256, 512, 3, 2, 1), r(512)), // 8
                            List.of(c(512, 512, 3, 2, 1), r(512)), // 4
                            List.of(c(512, 512, 4, 1, 0), c(512, 512, 1, 1, 0))), // 1
                    List.of(
                            List.of(c(512, 512, 1, 1, 0)), // 1
                            List.of(t(1024, 512, 4, 1, 0, 0), r(512)), // 4
                            List.of(t(1024, 512, 3, 2, 1, 1), r(512)), // 8
                            List.of(t(1024, 512, 3, 2, 1, 1), r(512), r(512)), // 16
                            List.of(t(768, 384, 3, 2, 1, 1), r(384), r(384)), // 32
                            List.of(t(512, 256, 3, 2, 1, 1), r(256), r(256)), // 64
                            List.of(t(320, 128, 3, 2, 1, 1), r(128), r(128)), // 128
                            List.of(t(160, 64, 3, 2, 1, 1), r(64), r(64)))); // 256

    private final int size;
    private final List<List<Layer>> encoder;
    private final List<List<Layer>> decoder;

    private Wav2Lip(int size, List<List<Layer>> encoder, List<List<Layer>> decoder) {
        this.size = size;
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /// The one whose weights these are: the larger has one block more.
    public static Wav2Lip of(TensorIndex weights) {
        return weights.has("face_encoder_blocks.7.0.conv_block.0.weight") ? LARGE : SMALL;
    }

    /// @param size of the face, 96 or 256
    public static Wav2Lip ofSize(int size) {
        return switch (size) {
            case 96 -> SMALL;
            case 256 -> LARGE;
            default -> throw new IllegalArgumentException("expected 96 or 256, found " + size);
        };
    }

    /// Pixels of a face's sides.
    public int size() {
        return size;
    }

    /// @param mel `[batch, 1, 80, 16]`
    /// @param faces the hidden face and the whole one, blue first, in 0 to 1, `[batch, 6, size,
    ///     size]`
    /// @return the face speaking, blue first, in 0 to 1, `[batch, 3, size, size]`
    public <T> T compute(Ops<T> o, T mel, T faces) {
        return compute(o, mel, faces, Optional.empty());
    }

    /// The lower rows of what [#compute(Ops, Object, Object)] gives, where the mouth is: most work
    /// is done on the largest maps, and half of their rows need not be made. The first of the rows
    /// that come out is not right, because it has seen nothing above it.
    ///
    /// @param rows of the map of an eighth of the face's height, `[kept]`: the last ones, in order
    /// @return `[batch, 3, size - first, size]`, where `first` is that of [#firstOfLower]
    public <T> T lower(Ops<T> o, T mel, T faces, T rows) {
        return compute(o, mel, faces, Optional.of(rows));
    }

    /// The map of an eighth of the face's height is the first that rows are left out of: smaller
    /// ones cost little, and are needed whole.
    private int firstCut() {
        return decoder.size() - 4;
    }

    /// How many rows that map has.
    int rows() {
        return size / 8;
    }

    /// The row of the face with which what [#lower] gives begins. Of each of the three maps that
    /// are twice as high as the one before, the two rows at the cut are left out.
    ///
    /// @param left out above, of [#rows]
    static int firstOfLower(int left) {
        return left == 0 ? 0 : 8 * left + 2 * (4 + 2 + 1);
    }

    /// How many rows of [#rows] can be left out so that a row of the face and all below are right.
    int leftOut(int top) {
        int left = 0;
        while (left + 1 < rows() && firstOfLower(left + 1) < Math.min(top, size)) {
            left++;
        }
        return left;
    }

    private <T> T compute(Ops<T> o, T mel, T faces, Optional<T> rows) {
        var x = faces;
        var skips = new ArrayDeque<T>();
        for (int block = 0; block < encoder.size(); block++) {
            x = block(o, x, encoder.get(block), "face_encoder_blocks." + block);
            skips.push(x);
        }
        x = block(o, mel, SOUND, "audio_encoder");
        for (int block = 0; block < decoder.size(); block++) {
            var y = block(o, x, decoder.get(block), "face_decoder_blocks." + block);
            x =
                    o.concat(
                            1,
                            rows.isEmpty() || block < firstCut()
                                    ? List.of(y, skips.pop())
                                    : cut(o, y, skips.pop(), rows.get(), block == firstCut()));
        }
        var wide = o.tap("output_block.0", OUTPUT.getFirst().compute(o, x, "output_block.0"));
        var colours =
                o.conv(
                        wide,
                        o.weight("output_block.1.weight", 3, 32, 1, 1),
                        Optional.of(o.weight("output_block.1.bias", 3)),
                        Conv.plain());
        return o.sigmoid(o.tap("output_block.1", colours));
    }

    /// A map and the pictures' own of its size, without their upper rows.
    private <T> List<T> cut(Ops<T> o, T y, T skip, T rows, boolean first) {
        if (first) {
            return List.of(o.gather(y, 2, rows), o.gather(skip, 2, rows));
        }
        // The block's two convolutions have seen zeros in place of what was cut off.
        var left = Dim.of(rows()).minus(o.size(rows, 0));
        var any = left.minus(left.minus(1).max(Dim.of(0)));
        var right = o.slice(y, 2, any.times(2), o.size(y, 2));
        var whole = o.size(skip, 2);
        return List.of(right, o.slice(skip, 2, whole.minus(o.size(right, 2)), whole));
    }

    private static <T> T block(Ops<T> o, T x, List<Layer> layers, String at) {
        var y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).compute(o, y, at + "." + i);
        }
        return o.tap(at, y);
    }

    /// The same weights with every norm folded into its convolution, as the studio keeps them: the
    /// same figures with a third fewer steps.
    public TensorIndex folded(TensorIndex weights) {
        return new FoldedNorms(weights, layers());
    }

    /// What its checkpoint holds: the shape of every weight by its published name.
    public Map<String, long[]> shapes() {
        var shapes = new LinkedHashMap<String, long[]>();
        layers().forEach(
                        (at, layer) -> {
                            var norm = Layer.norm(at);
                            shapes.put(Layer.convolution(at) + ".weight", layer.shape());
                            shapes.put(Layer.convolution(at) + ".bias", new long[] {layer.out()});
                            for (var part :
                                    List.of("weight", "bias", "running_mean", "running_var")) {
                                shapes.put(norm + "." + part, new long[] {layer.out()});
                            }
                        });
        shapes.put("output_block.1.weight", new long[] {3, 32, 1, 1});
        shapes.put("output_block.1.bias", new long[] {3});
        return shapes;
    }

    /// Every unit by its name.
    Map<String, Layer> layers() {
        var all = new LinkedHashMap<String, Layer>();
        add(all, "audio_encoder", SOUND);
        for (int block = 0; block < encoder.size(); block++) {
            add(all, "face_encoder_blocks." + block, encoder.get(block));
        }
        for (int block = 0; block < decoder.size(); block++) {
            add(all, "face_decoder_blocks." + block, decoder.get(block));
        }
        add(all, "output_block", OUTPUT);
        return all;
    }

    private static void add(Map<String, Layer> all, String at, List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            all.put(at + "." + i, layers.get(i));
        }
    }
}
