package studio.likeness.corpus.imports;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a column or a JSON key means, under the names people give it.
enum Field {
    /// One wording; may come several times.
    QUESTION("question", "q", "prompt", "wording", "问题", "問題", "问", "提问", "问句"),
    /// Several wordings with `|` between them, or a list.
    QUESTIONS("questions", "wordings", "问法", "所有问法"),
    REPLY(
            "reply",
            "answer",
            "a",
            "response",
            "text",
            "transcript",
            "transcription",
            "回答",
            "答",
            "答案",
            "答复",
            "回复",
            "文字",
            "文本"),
    LANGUAGE("language", "lang", "语言", "語言", "语种"),
    TOPIC("topic", "subject", "category", "主题", "主題", "话题", "类别"),
    DATE("date", "day", "日期"),
    /// A path relative to the file that names it.
    RECORDING(
            "recording",
            "file",
            "path",
            "filename",
            "audio",
            "video",
            "sound",
            "media",
            "录音",
            "錄音",
            "录像",
            "音频",
            "视频",
            "文件",
            "路径");

    private static final Pattern FILLERS = Pattern.compile("[\\s_\\-]+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}$");

    @SuppressWarnings("ImmutableEnumChecker") // a list made by List.of
    private final List<String> names;

    Field(String... names) {
        this.names = List.of(names);
    }

    boolean isWording() {
        return this == QUESTION || this == QUESTIONS;
    }

    /// `Question 2` and `问题２` are questions.
    static Optional<Field> named(String name) {
        if (name.length() > 60) {
            return Optional.empty();
        }
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var word = FILLERS.matcher(plain).replaceAll("");
        for (var field : values()) {
            if (field.names.contains(word)) {
                return Optional.of(field);
            }
        }
        return QUESTION.names.contains(NUMBER.matcher(word).replaceFirst(""))
                ? Optional.of(QUESTION)
                : Optional.empty();
    }
}
