package studio.likeness.app.window.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Questions about a life, to be answered into the microphone.
public final class Prompts {
    /// @param topic the word that answers are sorted by, the same in both languages
    public record Prompt(String topic, String question) {}

    private Prompts() {}

    /// @param language `zh` or `en`
    public static List<Prompt> in(String language) {
        var name = language.equals("zh") ? "prompts_zh.txt" : "prompts_en.txt";
        try (var in = Prompts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " beside " + Prompts.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(Prompts::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prompt parse(String line) {
        int bar = line.indexOf('|');
        return new Prompt(line.substring(0, bar), line.substring(bar + 1));
    }

    /// The topics that the questions are about.
    public static List<String> topics() {
        return in("en").stream().map(Prompt::topic).distinct().toList();
    }
}
