package studio.likeness.models.checkpoint;

/// How a tensor's numbers are stored. GGUF's block formats are [BLOCKS]; their own type is the
/// file's business.
public enum DType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    F8_E4M3(1),
    F8_E5M2(1),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1),
    BLOCKS(0);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one number; 0 for block formats.
    public int bytes() {
        return bytes;
    }

    public boolean isInteger() {
        return switch (this) {
            case I64, I32, I16, I8, U8, BOOL -> true;
            case F64, F32, F16, BF16, F8_E4M3, F8_E5M2, BLOCKS -> false;
        };
    }
}
