package studio.likeness.models.face.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Ops;

/// The face detector S3FD (Zhang et al. 2017): VGG-16 and four layers more, with a head at six
/// scales that says for every cell whether a face is there and how it lies. `x` is `[batch,
/// channels, height, width]`, of any height and width.
public final class S3fd {
    /// The heads, from small faces to large ones.
    public static final int LEVELS = 6;

    private static final double TINY = 1e-10;

    private static final Conv HALVE = Conv.plain().stride(2);

    /// What one head says.
    ///
    /// @param confidence in background and in a face, not yet a softmax, `[batch, 2, rows,
    ///     columns]`
    /// @param place of the face beside the cell's own square, `[batch, 4, rows, columns]`
    public record Level<T>(T confidence, T place) {}

    /// Of each head what it says, finest first.
    ///
    /// @param image red first, less 104, 117 and 123 in that order, `[batch, 3, height, width]`
    public <T> List<Level<T>> compute(Ops<T> o, T image) {
        var x = stage(o, image, "conv1_1", "conv1_2");
        x = stage(o, shrink(o, x), "conv2_1", "conv2_2");
        var third = stage(o, shrink(o, x), "conv3_1", "conv3_2", "conv3_3");
        var fourth = stage(o, shrink(o, third), "conv4_1", "conv4_2", "conv4_3");
        var fifth = stage(o, shrink(o, fourth), "conv5_1", "conv5_2", "conv5_3");
        // The wide padding lets a cell beyond the border answer for faces that are cut off.
        x = o.relu(conv(o, shrink(o, fifth), "fc6", Conv.plain().padding(3)));
        var seventh = o.relu(o.tap("fc7", conv(o, x, "fc7", Conv.plain())));
        var sixth = narrow(o, seventh, "conv6");
        var last = narrow(o, sixth, "conv7");

        var levels = new ArrayList<Level<T>>();
        levels.add(first(o, norm(o, third, "conv3_3_norm")));
        levels.add(level(o, norm(o, fourth, "conv4_3_norm"), "conv4_3_norm"));
        levels.add(level(o, norm(o, fifth, "conv5_3_norm"), "conv5_3_norm"));
        levels.add(level(o, seventh, "fc7"));
        levels.add(level(o, sixth, "conv6_2"));
        levels.add(level(o, last, "conv7_2"));
        return List.copyOf(levels);
    }

    private static <T> T stage(Ops<T> o, T x, String... names) {
        var y = x;
        for (var name : names) {
            y = o.relu(conv(o, y, name, Conv.same(3)));
        }
        return y;
    }

    private static <T> T shrink(Ops<T> o, T x) {
        return o.maxPool(x, HALVE, 2);
    }

    /// To half the size through few channels.
    private static <T> T narrow(Ops<T> o, T x, String name) {
        var few = o.relu(conv(o, x, name + "_1", Conv.plain()));
        var half = conv(o, few, name + "_2", Conv.same(3).stride(2));
        return o.relu(o.tap(name + "_2", half));
    }

    /// Every cell's channels to the length that its weight says.
    private static <T> T norm(Ops<T> o, T x, String name) {
        var length = o.sqrt(o.sum(o.mul(x, x), 1, true));
        var weight = o.reshape(o.weight(name + ".weight", -1), 1, -1, 1, 1);
        return o.tap(name, o.mul(o.div(x, o.add(length, TINY)), weight));
    }

    private static <T> Level<T> level(Ops<T> o, T x, String name) {
        return new Level<>(confidence(o, x, name, 2), place(o, x, name));
    }

    /// The finest has three ways to be background, of which the likeliest counts.
    private static <T> Level<T> first(Ops<T> o, T x) {
        var name = "conv3_3_norm";
        var all = o.tap(name + "_mbox_conf", confidence(o, x, name, 4));
        var background = o.maximum(o.slice(all, 1, 0, 3), 1, true);
        var confidence = o.concat(1, List.of(background, o.slice(all, 1, 3, 4)));
        return new Level<>(confidence, place(o, x, name));
    }

    private static <T> T confidence(Ops<T> o, T x, String name, int channels) {
        var at = name + "_mbox_conf";
        var weight = o.weight(at + ".weight", channels, -1, 3, 3);
        return o.conv(x, weight, Optional.of(o.weight(at + ".bias", channels)), Conv.same(3));
    }

    private static <T> T place(Ops<T> o, T x, String name) {
        var at = name + "_mbox_loc";
        var weight = o.weight(at + ".weight", 4, -1, 3, 3);
        return o.conv(x, weight, Optional.of(o.weight(at + ".bias", 4)), Conv.same(3));
    }

    private static <T> T conv(Ops<T> o, T x, String name, Conv spec) {
        return o.conv(x, name, spec);
    }
}
