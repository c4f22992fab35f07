package studio.likeness.models.nn;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/// What the numbers of a graph's tensor are.
public enum ElementType {
    BOOL(DataType.BOOL, 1),
    UINT8(DataType.UINT8, 1),
    INT8(DataType.INT8, 1),
    INT32(DataType.INT32, 4),
    INT64(DataType.INT64, 8),
    FLOAT16(DataType.FLOAT16, 2),
    FLOAT32(DataType.FLOAT, 4),
    FLOAT64(DataType.DOUBLE, 8);

    private final DataType onnx;
    private final int bytes;

    ElementType(DataType onnx, int bytes) {
        this.onnx = onnx;
        this.bytes = bytes;
    }

    /// ONNX's number for it.
    public int code() {
        return onnx.getNumber();
    }

    /// Of one number.
    public int bytes() {
        return bytes;
    }

    public boolean isFloat() {
        return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
    }

    /// By ONNX's number.
    public static ElementType of(int code) {
        for (var type : values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "expected tensors of float, int or bool, found ONNX element type " + code);
    }
}
