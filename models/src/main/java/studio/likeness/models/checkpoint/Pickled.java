package studio.likeness.models.checkpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a pickle can mean here: plain data. Nothing in it can be called. Lists and tables may hold
/// themselves, so these values are never compared or hashed.
sealed interface Pickled {
    enum Nothing implements Pickled {
        NONE
    }

    record Flag(boolean value) implements Pickled {}

    record Whole(BigInteger value) implements Pickled {
        static Whole of(long value) {
            return new Whole(BigInteger.valueOf(value));
        }
    }

    record Real(double value) implements Pickled {}

    record Text(String value) implements Pickled {}

    record Raw(byte[] bytes) implements Pickled {}

    /// A list, a tuple or a set.
    record Items(List<Pickled> values) implements Pickled {
        static Items empty() {
            return new Items(new ArrayList<>());
        }
    }

    /// A dict, or an object of an allowed class as its attributes.
    ///
    /// @param kind the class, or `dict`
    record Table(String kind, Map<String, Pickled> entries) implements Pickled {
        static Table empty(String kind) {
            return new Table(kind, new LinkedHashMap<>());
        }
    }

    /// The name of a class or function of the allow-list.
    record Known(PickleNames.Role role, String name) implements Pickled {}

    /// Numbers kept elsewhere in the file.
    ///
    /// @param type empty for storages that leave the type to the tensor
    /// @param offset first number of it that this storage shows (the old stream has such views)
    record Storage(String key, Optional<DType> type, long offset, long numbers)
            implements Pickled {}

    /// A tensor over a storage, in numbers.
    record Array(Storage storage, DType type, long offset, long[] shape, long[] strides)
            implements Pickled {}

    /// NumPy's description of a number type, filled in by a later instruction.
    final class NumpyType implements Pickled {
        private final String code;
        private boolean bigEndian;

        NumpyType(String code) {
            this.code = code;
        }

        void order(String order) {
            bigEndian = order.equals(">");
        }

        Optional<DType> type() {
            if (bigEndian) {
                return Optional.empty();
            }
            return switch (code) {
                case "f8" -> Optional.of(DType.F64);
                case "f4" -> Optional.of(DType.F32);
                case "f2" -> Optional.of(DType.F16);
                case "i8" -> Optional.of(DType.I64);
                case "i4" -> Optional.of(DType.I32);
                case "i2" -> Optional.of(DType.I16);
                case "i1" -> Optional.of(DType.I8);
                case "u1" -> Optional.of(DType.U8);
                case "b1" -> Optional.of(DType.BOOL);
                default -> Optional.empty();
            };
        }
    }

    /// A NumPy array, whose numbers lie in the pickle itself.
    final class NumpyArray implements Pickled {
        private Optional<DType> type = Optional.empty();
        private long[] shape = {0};
        private boolean columnMajor;
        private byte[] bytes = {};

        void fill(DType type, long[] shape, boolean columnMajor, byte[] bytes) {
            this.type = Optional.of(type);
            this.shape = shape;
            this.columnMajor = columnMajor;
            this.bytes = bytes;
        }

        /// Empty for arrays of objects or words, which are not read.
        Optional<DType> type() {
            return type;
        }

        long[] shape() {
            return shape;
        }

        boolean columnMajor() {
            return columnMajor;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
