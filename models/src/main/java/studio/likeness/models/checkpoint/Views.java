package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Checkpoints and tensors seen differently; nothing is read or copied for it. Closing a view
/// closes what it shows.
public final class Views {
    private static final String WEIGHT_G = ".weight_g";
    private static final String ORIGINAL_0 = ".parametrizations.weight.original0";

    private Views() {}

    /// The part of a nested checkpoint below `path` (`weight`, `state_dict.encoder`), with `path`
    /// and its dot taken off the names.
    public static TensorIndex under(TensorIndex source, String path) {
        var prefix = path + ".";
        var view =
                renamed(
                        source,
                        name ->
                                name.startsWith(prefix)
                                        ? Optional.of(name.substring(prefix.length()))
                                        : Optional.empty());
        JsonNode meta = source.meta();
        for (var key : path.split("\\.", -1)) {
            meta = meta.path(key);
        }
        return new Contents(
                tensors(view),
                meta.isObject() ? (ObjectNode) meta : JsonNodeFactory.instance.objectNode(),
                source::close);
    }

    /// `prefix` (`module.`, `model.`) taken off every name that has it; the others stay.
    public static TensorIndex withoutPrefix(TensorIndex source, String prefix) {
        return renamed(
                source,
                name ->
                        Optional.of(
                                name.startsWith(prefix) ? name.substring(prefix.length()) : name));
    }

    /// Every tensor under another name; those without one are left out. Where two get the same
    /// name, the first stays.
    public static TensorIndex renamed(
            TensorIndex source, Function<String, Optional<String>> rename) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var old : source.names()) {
            rename.apply(old)
                    .ifPresent(
                            name -> tensors.putIfAbsent(name, new Renamed(name, source.get(old))));
        }
        return new Contents(tensors, source.meta(), source::close);
    }

    /// The same tensor under another name.
    public static Tensor renamed(Tensor tensor, String name) {
        return new Renamed(name, tensor);
    }

    /// Weight normalisation folded: `X.weight_g` and `X.weight_v` (or torch's newer
    /// `X.parametrizations.weight.original0` and `1`) become `X.weight` = g v / |v|.
    public static TensorIndex withoutWeightNorm(TensorIndex source) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var name : source.names()) {
            if (name.endsWith(WEIGHT_G)) {
                var base = name.substring(0, name.length() - WEIGHT_G.length());
                fold(tensors, source, base, name, base + ".weight_v");
            } else if (name.endsWith(ORIGINAL_0)) {
                var base = name.substring(0, name.length() - ORIGINAL_0.length());
                fold(tensors, source, base, name, base + ".parametrizations.weight.original1");
            } else if (!isDirection(name, source)) {
                tensors.put(name, source.get(name));
            }
        }
        return new Contents(tensors, source.meta(), source::close);
    }

    private static boolean isDirection(String name, TensorIndex source) {
        var length =
                name.endsWith(".weight_v")
                        ? name.substring(0, name.length() - 1) + "g"
                        : name.endsWith(".parametrizations.weight.original1")
                                ? name.substring(0, name.length() - 1) + "0"
                                : "";
        return source.has(length);
    }

    private static void fold(
            Map<String, Tensor> tensors, TensorIndex source, String base, String g, String v) {
        var name = base + ".weight";
        tensors.put(name, new WeightNormed(name, source.get(g), source.get(v)));
    }

    /// The tensors of `source`, and `more` beside them or in their place.
    public static TensorIndex with(TensorIndex source, List<Tensor> more) {
        var tensors = tensors(source);
        more.forEach(tensor -> tensors.put(tensor.name(), tensor));
        return new Contents(tensors, source.meta(), source::close);
    }

    /// Rows (slices of the first dimension) in another order, or some of them.
    public static Tensor rows(String name, Tensor source, int[] rows) {
        return new GatheredRows(name, source, rows);
    }

    /// Tensors of equal rows, one after another along the first dimension.
    public static Tensor joined(String name, List<Tensor> parts) {
        return new JoinedRows(name, parts);
    }

    private static Map<String, Tensor> tensors(TensorIndex source) {
        var tensors = new LinkedHashMap<String, Tensor>();
        source.names().forEach(name -> tensors.put(name, source.get(name)));
        return tensors;
    }
}
