package studio.likeness.models.bench;

import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.GgmlType;
import studio.likeness.models.quant.NBits;

/// A way to keep a matrix in few bits.
sealed interface QualityCoding {
    /// What is read again of rows of `in` numbers, and the bits that a number took.
    Kept kept(float[] rows, int in);

    record Kept(float[] rows, double bits) {}

    record Exactly() implements QualityCoding {
        @Override
        public Kept kept(float[] rows, int in) {
            return new Kept(rows, Float.SIZE);
        }

        @Override
        public String toString() {
            return "float32";
        }
    }

    /// As llama.cpp keeps it.
    record Ggml(GgmlType type) implements QualityCoding {
        @Override
        public Kept kept(float[] rows, int in) {
            if (in % type.block() != 0) {
                throw new IllegalArgumentException(
                        "expected rows of blocks of " + type.block() + ", found " + in);
            }
            int blocks = rows.length / type.block();
            var bytes = new byte[blocks * type.bytes()];
            type.encode(rows, 0, bytes, 0, blocks);
            var again = new float[rows.length];
            type.decode(bytes, 0, again, 0, blocks);
            return new Kept(again, 8.0 * bytes.length / rows.length);
        }

        @Override
        public String toString() {
            return type.name();
        }
    }

    /// As the studio keeps it, scales in float32.
    record Blocks(BlockSpec spec) implements QualityCoding {
        @Override
        public Kept kept(float[] rows, int in) {
            var packed = NBits.quantise(rows, in, spec);
            return new Kept(NBits.dequantise(packed), 8.0 * packed.bytes() / rows.length);
        }

        @Override
        public String toString() {
            return "%d bits, blocks of %d, %s%s"
                    .formatted(
                            spec.bits(),
                            spec.block(),
                            spec.symmetric() ? "symmetric" : "asymmetric",
                            spec.refined() ? ", refined" : "");
        }
    }
}
