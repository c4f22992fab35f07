package studio.likeness.models.voice.text;

/// Which table of symbols a voice was trained on; a symbol's place in the table is its id.
public enum Symbols {
    /// 322 symbols: GPT-SoVITS v1.
    V1,
    /// 732 symbols: GPT-SoVITS v2, v2Pro and v2ProPlus.
    V2
}
