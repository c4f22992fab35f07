package studio.likeness.models.nn;

/// How one weight of a linear map (or an embedding) is kept.
public sealed interface WeightFormat {
    /// Of one number, its share of scales and zero points included.
    double bitsPerWeight();

    /// As numbers of one kind.
    enum Dense implements WeightFormat {
        FLOAT32(ElementType.FLOAT32),
        FLOAT16(ElementType.FLOAT16);

        private final ElementType type;

        Dense(ElementType type) {
            this.type = type;
        }

        @Override
        public double bitsPerWeight() {
            return 8.0 * type.bytes();
        }
    }

    /// In blocks along each row with a scale (and, unless symmetric, a zero point) per block: ONNX
    /// Runtime's MatMulNBits.
    ///
    /// @param bits 4 or 8
    /// @param block numbers per block: a power of two from 16 on
    /// @param refined scales chosen to make the squared error small, not by the extremes alone
    record Blocks(int bits, int block, boolean symmetric, boolean refined) implements WeightFormat {
        public Blocks {
            if ((bits != 4 && bits != 8) || block < 16 || Integer.bitCount(block) != 1) {
                throw new IllegalArgumentException(
                        "expected 4 or 8 bits and a block of 16, 32, 64…, found "
                                + bits
                                + "/"
                                + block);
            }
        }

        @Override
        public double bitsPerWeight() {
            return bits + (symmetric ? 32.0 : 32.0 + bits) / block;
        }
    }
}
