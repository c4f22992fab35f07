package studio.likeness.models.runtime;

/// What a tensor is made of, as far as the studio's graphs go.
public enum ElementType {
    FLOAT32(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// `ONNXTensorElementDataType`.
    int code() {
        return code;
    }

    /// Of one element.
    int bytes() {
        return bytes;
    }

    static ElementType of(int code) {
        for (var type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "expected tensors of float, int or bool, found ONNX element type " + code);
    }
}
