package studio.likeness.models.checkpoint;

/// The containers that weights are published in.
public enum CheckpointKind {
    SAFETENSORS,
    /// `torch.save` since 1.6.
    TORCH_ZIP,
    /// `torch.save` before 1.6.
    TORCH_STREAM,
    TORCHSCRIPT,
    GGUF
}
