package studio.likeness.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.PickleNames.Role;
import studio.likeness.models.checkpoint.Pickled.Items;
import studio.likeness.models.checkpoint.Pickled.Known;
import studio.likeness.models.checkpoint.Pickled.NumpyArray;
import studio.likeness.models.checkpoint.Pickled.NumpyType;
import studio.likeness.models.checkpoint.Pickled.Table;
import studio.likeness.models.checkpoint.Pickled.Text;
import studio.likeness.models.checkpoint.Pickled.Whole;
import studio.likeness.models.job.StudioException;

/// What the allowed names of a pickle stand for when it "calls" them.
final class PickleCalls {
    private final MappedFile file;
    private final Map<String, DType> storageTypes = new HashMap<>();

    PickleCalls(MappedFile file) {
        this.file = file;
    }

    Map<String, DType> storageTypes() {
        return storageTypes;
    }

    Pickled call(Pickled function, List<Pickled> arguments) {
        if (!(function instanceof Known(var role, var name))) {
            throw file.damaged();
        }
        return switch (role) {
            case REBUILD_TENSOR -> tensor(arguments, Optional.empty());
            case REBUILD_TENSOR_V3 -> tensor(arguments, numberType(argument(arguments, 6)));
            case REBUILD_PARAMETER, PASS_FIRST -> argument(arguments, 0);
            case REBUILD_FROM_TYPE ->
                    argument(arguments, 0) instanceof Known(var inner, _)
                                    && inner == Role.REBUILD_FROM_TYPE
                            ? refuse()
                            : call(argument(arguments, 0), list(argument(arguments, 2)));
            case DICT -> dict(name, arguments);
            case LIST, SIZE ->
                    arguments.isEmpty()
                            ? Items.empty()
                            : new Items(new ArrayList<>(list(arguments.getFirst())));
            case ENCODE ->
                    new Pickled.Raw(
                            text(argument(arguments, 0)).getBytes(StandardCharsets.ISO_8859_1));
            case NUMPY_ARRAY -> new NumpyArray();
            case NUMPY_TYPE -> new NumpyType(text(argument(arguments, 0)));
            case NUMPY_SCALAR -> scalar(arguments);
            case OLD_OBJECT -> create(argument(arguments, 0), List.of());
            case HOLDER -> create(function, arguments);
            case STORAGE, NUMBER_TYPE -> refuse();
        };
    }

    private Pickled refuse() {
        throw file.damaged();
    }

    Pickled create(Pickled type, List<Pickled> arguments) {
        if (!(type instanceof Known(var role, var name))) {
            throw file.damaged();
        }
        return switch (role) {
            case HOLDER -> {
                var holder = Table.empty(name);
                if (!arguments.isEmpty()) {
                    holder.entries().put("args", new Items(arguments));
                }
                yield holder;
            }
            case STORAGE, NUMBER_TYPE -> refuse();
            default -> call(type, arguments);
        };
    }

    void build(Pickled made, Pickled state) {
        switch (made) {
            case NumpyType type -> {
                var all = list(state);
                type.order(all.size() > 1 && all.get(1) instanceof Text(var order) ? order : "|");
            }
            case NumpyArray array -> fill(array, list(state));
            case Table(var kind, var entries) -> {
                // what OrderedDict carries besides its entries (`_metadata`) is not of its entries
                if (!kind.startsWith("collections.")) {
                    for (var part : state instanceof Items(var both) ? both : List.of(state)) {
                        if (part instanceof Table(_, var attributes)) {
                            entries.putAll(new LinkedHashMap<>(attributes));
                        }
                    }
                }
            }
            default -> {} // attributes hung on a tensor or a list: not of the weights
        }
    }

    Pickled storage(List<Pickled> id) {
        if (id.size() < 5
                || !text(id.get(0)).equals("storage")
                || !(id.get(1) instanceof Known(var role, var name))
                || role != Role.STORAGE) {
            throw file.damaged();
        }
        long offset = 0;
        long numbers = whole(id.get(4));
        if (id.size() > 5 && id.get(5) instanceof Items(var view)) {
            offset = whole(argument(view, 1));
            numbers = whole(argument(view, 2));
        }
        if (offset < 0 || numbers < 0) {
            throw file.damaged();
        }
        var key = id.get(2) instanceof Whole(var number) ? number.toString() : text(id.get(2));
        var type = PickleNames.storageType(name);
        storageTypes.put(key, type.orElse(DType.U8));
        return new Pickled.Storage(key, type, offset, numbers);
    }

    private Pickled tensor(List<Pickled> arguments, Optional<DType> declared) {
        if (!(argument(arguments, 0) instanceof Pickled.Storage storage)) {
            throw file.damaged();
        }
        var type = declared.or(storage::type).orElseThrow(file::damaged);
        var shape = wholes(argument(arguments, 2));
        var strides = wholes(argument(arguments, 3));
        long offset = whole(argument(arguments, 1));
        // numbers of an untyped storage are bytes
        long numbers =
                storage.type().isPresent() ? storage.numbers() : storage.numbers() / type.bytes();
        long elements = Shapes.elements(shape).orElseThrow(file::damaged);
        long reach = Shapes.reach(offset, shape, strides).orElseThrow(file::damaged);
        // a stride of 0 repeats numbers: real files do it for small tables only
        if (reach > numbers || elements > numbers + (1 << 20)) {
            throw new StudioException("models.checkpoint.outside", file.name());
        }
        return new Pickled.Array(storage, type, offset, shape, strides);
    }

    private Pickled dict(String name, List<Pickled> arguments) {
        var table = Table.empty(name);
        if (!arguments.isEmpty() && arguments.getFirst() instanceof Items(var pairs)) {
            for (var pair : pairs) {
                var both = list(pair);
                table.entries().put(text(argument(both, 0)), argument(both, 1));
            }
        }
        return table;
    }

    private void fill(NumpyArray array, List<Pickled> state) {
        var shape = wholes(argument(state, 1));
        if (!(argument(state, 2) instanceof NumpyType kind)
                || kind.type().isEmpty()
                || !(argument(state, 4) instanceof Pickled.Raw(var bytes))) {
            return; // an array of objects or words stays empty
        }
        var type = kind.type().get();
        long elements = Shapes.elements(shape).orElseThrow(file::damaged);
        if (elements * type.bytes() != bytes.length) {
            throw file.damaged();
        }
        boolean columnMajor = argument(state, 3) instanceof Pickled.Flag(var flag) && flag;
        array.fill(type, shape, columnMajor, bytes);
    }

    private Pickled scalar(List<Pickled> arguments) {
        if (argument(arguments, 0) instanceof NumpyType kind
                && kind.type().isPresent()
                && arguments.size() > 1
                && arguments.get(1) instanceof Pickled.Raw(var bytes)
                && bytes.length == kind.type().get().bytes()) {
            var array = MemorySegment.ofArray(bytes);
            var type = kind.type().get();
            if (type.isInteger()) {
                return Whole.of(Numbers.whole(type, array, 0));
            }
            if (type == DType.F64) {
                return new Pickled.Real(array.get(MappedFile.DOUBLE, 0));
            }
            var one = new float[1];
            Numbers.read(type, array, 0, one, 0, 1);
            return new Pickled.Real(one[0]);
        }
        return Pickled.Nothing.NONE;
    }

    private Optional<DType> numberType(Pickled value) {
        return value instanceof Known(var role, var name) && role == Role.NUMBER_TYPE
                ? PickleNames.numberType(name)
                : Optional.empty();
    }

    private Pickled argument(List<Pickled> all, int index) {
        if (index >= all.size()) {
            throw file.damaged();
        }
        return all.get(index);
    }

    private List<Pickled> list(Pickled value) {
        if (value instanceof Items(var all)) {
            return all;
        }
        throw file.damaged();
    }

    private String text(Pickled value) {
        if (value instanceof Text(var text)) {
            return text;
        }
        throw file.damaged();
    }

    private long whole(Pickled value) {
        if (value instanceof Whole(var number) && number.bitLength() < 60) {
            return number.longValue();
        }
        throw file.damaged();
    }

    private long[] wholes(Pickled value) {
        var all = list(value);
        if (all.size() > Shapes.MOST_DIMENSIONS) {
            throw file.damaged();
        }
        return all.stream().mapToLong(this::whole).toArray();
    }
}
