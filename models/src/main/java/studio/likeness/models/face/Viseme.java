package studio.likeness.models.face;

/// The shapes a mouth takes while speaking, each standing for the sounds that look alike.
public enum Viseme {
    /// Closed and relaxed: silence.
    REST,
    /// p b m: lips pressed.
    PP,
    /// f v: lower lip under the teeth.
    FF,
    /// th and tongue-tip sounds t d n l.
    DD,
    /// k g ng h: slightly open, back of the tongue.
    KK,
    /// sh ch zh and Mandarin retroflexes: pushed forward.
    CH,
    /// s z c j q x: teeth together.
    SS,
    /// r and er.
    RR,
    /// a: widest open.
    AA,
    /// e, schwa: half open.
    EH,
    /// i: wide and narrow.
    IH,
    /// o: round, open.
    OH,
    /// u, w, ü: round, small.
    OU
}
