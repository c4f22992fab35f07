package studio.likeness.models.checkpoint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The classes and functions that a checkpoint's pickle may name. Each stands for something this
/// package does itself; a name that is not here ends the reading.
final class PickleNames {
    enum Role {
        STORAGE,
        NUMBER_TYPE,
        REBUILD_TENSOR,
        REBUILD_TENSOR_V3,
        REBUILD_PARAMETER,
        REBUILD_FROM_TYPE,
        DICT,
        LIST,
        SIZE,
        PASS_FIRST,
        ENCODE,
        NUMPY_ARRAY,
        NUMPY_TYPE,
        NUMPY_SCALAR,
        OLD_OBJECT,
        /// An object kept as its attributes.
        HOLDER,
    }

    private static final Map<String, DType> STORAGES =
            Map.ofEntries(
                    Map.entry("DoubleStorage", DType.F64),
                    Map.entry("FloatStorage", DType.F32),
                    Map.entry("HalfStorage", DType.F16),
                    Map.entry("BFloat16Storage", DType.BF16),
                    Map.entry("LongStorage", DType.I64),
                    Map.entry("IntStorage", DType.I32),
                    Map.entry("ShortStorage", DType.I16),
                    Map.entry("CharStorage", DType.I8),
                    Map.entry("ByteStorage", DType.U8),
                    Map.entry("BoolStorage", DType.BOOL));

    private static final Map<String, DType> NUMBER_TYPES =
            Map.ofEntries(
                    Map.entry("float64", DType.F64),
                    Map.entry("double", DType.F64),
                    Map.entry("float32", DType.F32),
                    Map.entry("float", DType.F32),
                    Map.entry("float16", DType.F16),
                    Map.entry("half", DType.F16),
                    Map.entry("bfloat16", DType.BF16),
                    Map.entry("float8_e4m3fn", DType.F8_E4M3),
                    Map.entry("float8_e5m2", DType.F8_E5M2),
                    Map.entry("int64", DType.I64),
                    Map.entry("long", DType.I64),
                    Map.entry("int32", DType.I32),
                    Map.entry("int", DType.I32),
                    Map.entry("int16", DType.I16),
                    Map.entry("int8", DType.I8),
                    Map.entry("uint8", DType.U8),
                    Map.entry("bool", DType.BOOL));

    private static final Map<String, Role> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("torch._utils._rebuild_tensor", Role.REBUILD_TENSOR),
                    Map.entry("torch._utils._rebuild_tensor_v2", Role.REBUILD_TENSOR),
                    Map.entry("torch._utils._rebuild_tensor_v3", Role.REBUILD_TENSOR_V3),
                    Map.entry("torch._utils._rebuild_parameter", Role.REBUILD_PARAMETER),
                    Map.entry("torch._utils._rebuild_parameter_with_state", Role.REBUILD_PARAMETER),
                    Map.entry("torch._tensor._rebuild_from_type_v2", Role.REBUILD_FROM_TYPE),
                    Map.entry("torch.jit._pickle.restore_type_tag", Role.PASS_FIRST),
                    Map.entry("torch.jit._pickle.build_intlist", Role.PASS_FIRST),
                    Map.entry("torch.jit._pickle.build_doublelist", Role.PASS_FIRST),
                    Map.entry("torch.jit._pickle.build_boollist", Role.PASS_FIRST),
                    Map.entry("torch.jit._pickle.build_tensorlist", Role.PASS_FIRST),
                    Map.entry("torch.device", Role.PASS_FIRST),
                    Map.entry("torch.Size", Role.SIZE),
                    Map.entry("collections.OrderedDict", Role.DICT),
                    Map.entry("collections.defaultdict", Role.DICT),
                    Map.entry("collections.Counter", Role.DICT),
                    Map.entry("builtins.dict", Role.DICT),
                    Map.entry("builtins.set", Role.LIST),
                    Map.entry("builtins.frozenset", Role.LIST),
                    Map.entry("builtins.list", Role.LIST),
                    Map.entry("builtins.tuple", Role.LIST),
                    Map.entry("_codecs.encode", Role.ENCODE),
                    Map.entry("numpy.core.multiarray._reconstruct", Role.NUMPY_ARRAY),
                    Map.entry("numpy.core.multiarray.scalar", Role.NUMPY_SCALAR),
                    Map.entry("numpy.dtype", Role.NUMPY_TYPE),
                    Map.entry("copyreg._reconstructor", Role.OLD_OBJECT));

    /// Classes without a meaning of their own here: settings of the training that made the file.
    private static final Set<String> HOLDERS =
            Set.of(
                    "torch.Tensor",
                    "torch.nn.parameter.Parameter",
                    "numpy.ndarray",
                    "builtins.object",
                    "builtins.int",
                    "builtins.float",
                    "builtins.bool",
                    "builtins.str",
                    "typing.Any",
                    "argparse.Namespace",
                    "types.SimpleNamespace",
                    "pathlib.Path",
                    "pathlib.PosixPath",
                    "pathlib.WindowsPath",
                    "pathlib.PurePosixPath",
                    "easydict.EasyDict",
                    "utils.HParams",
                    "utils.DotDict",
                    "module.utils.HParams",
                    "pytorch_lightning.utilities.parsing.AttributeDict",
                    "lightning_fabric.utilities.data.AttributeDict",
                    "lightning.fabric.utilities.data.AttributeDict",
                    "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint");

    private PickleNames() {}

    static Optional<Pickled.Known> find(String module, String name) {
        var path = modern(module) + "." + name;
        var function = Optional.ofNullable(FUNCTIONS.get(path));
        if (function.isPresent()) {
            return Optional.of(new Pickled.Known(function.get(), path));
        }
        if (module.equals("torch") || module.equals("torch.cuda")) {
            if (STORAGES.containsKey(name)) {
                return Optional.of(new Pickled.Known(Role.STORAGE, name));
            }
            if (NUMBER_TYPES.containsKey(name)) {
                return Optional.of(new Pickled.Known(Role.NUMBER_TYPE, name));
            }
        }
        if (path.equals("torch.storage.UntypedStorage")) {
            return Optional.of(new Pickled.Known(Role.STORAGE, name));
        }
        if (HOLDERS.contains(path) || isSettings(module)) {
            return Optional.of(new Pickled.Known(Role.HOLDER, path));
        }
        return Optional.empty();
    }

    static Optional<DType> numberType(String name) {
        return Optional.ofNullable(NUMBER_TYPES.get(name));
    }

    static Optional<DType> storageType(String name) {
        return Optional.ofNullable(STORAGES.get(name));
    }

    /// TorchScript's own classes, and the configuration objects of fairseq.
    private static boolean isSettings(String module) {
        return module.equals("__torch__")
                || module.startsWith("__torch__.")
                || module.startsWith("omegaconf.")
                || module.startsWith("fairseq.");
    }

    private static String modern(String module) {
        return switch (module) {
            case "__builtin__" -> "builtins";
            case "copy_reg" -> "copyreg";
            case "numpy._core.multiarray" -> "numpy.core.multiarray";
            default -> module;
        };
    }
}
