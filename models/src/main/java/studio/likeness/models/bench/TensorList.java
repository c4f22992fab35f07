package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.parity.KeyedWeights;

/// Names and shapes of a checkpoint that is made of keyed numbers.
final class TensorList {
    private final ObjectNode fixture = JsonNodeFactory.instance.objectNode();
    private final ArrayNode list;
    private final ArrayNode rules;

    TensorList(String salt, double gain) {
        fixture.put("salt", salt).put("gain", gain);
        rules = fixture.putArray("gain_rules");
        list = fixture.putArray("tensors");
    }

    /// Another gain for what has this text in its name.
    TensorList gain(String contains, double gain) {
        rules.addObject().put("contains", contains).put("gain", gain);
        return this;
    }

    void add(String name, int... shape) {
        var sizes = list.addObject().put("name", name).putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
    }

    /// A weight with its bias, which is as long as the first axis.
    void map(String name, int... shape) {
        add(name + ".weight", shape);
        add(name + ".bias", shape[0]);
    }

    /// A norm.
    void norm(String name, int width) {
        add(name + ".weight", width);
        add(name + ".bias", width);
    }

    /// A norm by running statistics.
    void batchNorm(String name, int width) {
        norm(name, width);
        add(name + ".running_mean", width);
        add(name + ".running_var", width);
    }

    /// A weight kept as length and direction.
    ///
    /// @param bias how long it is
    void normed(String name, int bias, int... shape) {
        add(name + ".weight_g", shape[0], 1, 1);
        add(name + ".weight_v", shape);
        add(name + ".bias", bias);
    }

    TensorIndex weights() {
        return KeyedWeights.of(fixture);
    }
}
