package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Takes an unpickled object apart: tensors by the path of keys that leads to them, everything else
/// as JSON of the same nesting.
final class TorchTree {
    private static final int DEEPEST = 64;
    private static final int MOST_VISITS = 400_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Finds a storage's bytes.
    interface Storages {
        MemorySegment find(Pickled.Storage storage, DType type);
    }

    private final MappedFile file;
    private final Storages storages;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private int visits;
    private long pathChars;

    private TorchTree(MappedFile file, Storages storages) {
        this.file = file;
        this.storages = storages;
    }

    static Contents read(MappedFile file, Pickled root, Storages storages) {
        var tree = new TorchTree(file, storages);
        var rest = tree.visit("", root, 0);
        var meta =
                rest.filter(JsonNode::isObject)
                        .map(ObjectNode.class::cast)
                        .orElseGet(JSON::objectNode);
        return new Contents(tree.tensors, meta, file);
    }

    /// What of `value` is not tensors; empty when nothing is.
    private Optional<JsonNode> visit(String path, Pickled value, int depth) {
        // a small file can name the same table again and again: both the visits and the length of
        // the paths have an end
        pathChars += path.length();
        if (depth > DEEPEST || ++visits > MOST_VISITS || pathChars > 64L * MOST_VISITS) {
            throw new StudioException("models.checkpoint.tooMuch", file.name());
        }
        return switch (value) {
            case Pickled.Nothing _ -> Optional.of(JSON.nullNode());
            case Pickled.Flag(var flag) -> Optional.of(JSON.booleanNode(flag));
            case Pickled.Whole(var whole) ->
                    Optional.of(
                            whole.bitLength() < 64
                                    ? JSON.numberNode(whole.longValue())
                                    : JSON.numberNode(whole));
            case Pickled.Real(var real) -> Optional.of(JSON.numberNode(real));
            case Pickled.Text(var text) -> Optional.of(JSON.textNode(text));
            case Pickled.Known(_, var name) -> Optional.of(JSON.textNode(name));
            case Pickled.Table table -> table(path, table, depth);
            case Pickled.Items(var all) -> items(path, all, depth);
            case Pickled.Array array -> {
                add(path, tensor(path, array));
                yield Optional.empty();
            }
            case Pickled.NumpyArray array -> {
                array.type().ifPresent(type -> add(path, tensor(path, type, array)));
                yield Optional.empty();
            }
            case Pickled.Raw _, Pickled.Storage _, Pickled.NumpyType _ -> Optional.empty();
        };
    }

    private Optional<JsonNode> table(String path, Pickled.Table table, int depth) {
        var node = JSON.objectNode();
        table.entries()
                .forEach(
                        (key, value) ->
                                visit(join(path, key), value, depth + 1)
                                        .ifPresent(rest -> node.set(key, rest)));
        return node.isEmpty() && !table.entries().isEmpty() ? Optional.empty() : Optional.of(node);
    }

    private Optional<JsonNode> items(String path, List<Pickled> all, int depth) {
        var node = JSON.arrayNode();
        for (int i = 0; i < all.size(); i++) {
            visit(join(path, Integer.toString(i)), all.get(i), depth + 1).ifPresent(node::add);
        }
        return node.isEmpty() && !all.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void add(String path, Tensor tensor) {
        tensors.putIfAbsent(path, tensor);
    }

    private Tensor tensor(String path, Pickled.Array array) {
        var bytes = storages.find(array.storage(), array.type());
        long first = Math.addExact(array.storage().offset(), array.offset());
        long reach = Shapes.reach(first, array.shape(), array.strides()).orElseThrow(file::damaged);
        if (reach > bytes.byteSize() / array.type().bytes()) {
            throw new StudioException("models.checkpoint.outside", file.name());
        }
        return new StoredTensor(
                path,
                array.type(),
                array.shape(),
                array.strides(),
                bytes.asSlice(first * array.type().bytes()));
    }

    private static Tensor tensor(String path, DType type, Pickled.NumpyArray array) {
        var shape = array.shape();
        var bytes = MemorySegment.ofArray(array.bytes());
        if (!array.columnMajor()) {
            return new StoredTensor(path, type, shape, bytes);
        }
        var strides = new long[shape.length];
        long step = 1;
        for (int i = 0; i < shape.length; i++) {
            strides[i] = step;
            step *= Math.max(1, shape[i]);
        }
        return new StoredTensor(path, type, shape, strides, bytes);
    }
}
