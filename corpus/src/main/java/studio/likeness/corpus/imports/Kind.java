package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.Locale;

/// What a file's name promises.
enum Kind {
    TABLE,
    JSON,
    JSON_LINES,
    TEXT,
    MARKDOWN,
    MEDIA,
    OTHER;

    static Kind of(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab" -> TABLE;
            case "json" -> JSON;
            case "jsonl", "ndjson" -> JSON_LINES;
            case "txt", "text" -> name.indexOf('.') < 0 ? OTHER : TEXT;
            case "md", "markdown" -> name.indexOf('.') < 0 ? OTHER : MARKDOWN;
            case "wav",
                    "mp3",
                    "flac",
                    "ogg",
                    "oga",
                    "opus",
                    "m4a",
                    "aac",
                    "wma",
                    "aif",
                    "aiff",
                    "amr",
                    "mka",
                    "mp4",
                    "m4v",
                    "mov",
                    "mkv",
                    "webm",
                    "avi",
                    "wmv",
                    "flv",
                    "mpg",
                    "mpeg",
                    "3gp",
                    "ogv" ->
                    MEDIA;
            default -> OTHER;
        };
    }
}
