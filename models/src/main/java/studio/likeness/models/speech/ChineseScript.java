package studio.likeness.models.speech;

/// In which characters Chinese is written down. The network is told by a sentence in them, as if
/// it had written that before: a strong hint, not a conversion.
public enum ChineseScript {
    /// As the network likes.
    ANY(""),
    SIMPLIFIED("以下是普通话的句子，用简体字书写。"),
    TRADITIONAL("以下是普通話的句子，用繁體字書寫。");

    private final String before;

    ChineseScript(String before) {
        this.before = before;
    }

    /// What the network is told; empty for nothing.
    String before() {
        return before;
    }
}
