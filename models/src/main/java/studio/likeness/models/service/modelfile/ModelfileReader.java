package studio.likeness.models.service.modelfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.service.modelfile.Modelfile.Parameter;

/// Reads line by line; a value in quotation marks may go on over several.
final class ModelfileReader {
    /// Of characters; a book is no Modelfile.
    static final int LONGEST = 1 << 20;

    private static final int MOST_PARTS = 10_000;
    private static final String THREE = "\"\"\"";
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final String[] lines;
    private int at;

    private @Nullable String from;
    private @Nullable String template;
    private @Nullable String system;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    private final List<String> adapters = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> licences = new ArrayList<>();

    ModelfileReader(String text) {
        if (text.length() > LONGEST) {
            throw new StudioException("models.service.modelfile.tooLong", LONGEST);
        }
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        lines = plain.replace("\r\n", "\n").split("\n", -1);
    }

    Modelfile read() {
        while (at < lines.length) {
            var line = lines[at].stripLeading();
            if (!line.isEmpty() && !line.startsWith("#")) {
                instruction(line);
            }
            at++;
        }
        if (from == null) {
            throw new StudioException("models.service.modelfile.noFrom");
        }
        return new Modelfile(
                from,
                parameters,
                Optional.ofNullable(template),
                system == null ? "" : system,
                adapters,
                messages,
                licences);
    }

    private void instruction(String line) {
        int number = at + 1;
        if (parameters.size() + messages.size() + licences.size() > MOST_PARTS) {
            throw wrong("tooMany", number, MOST_PARTS);
        }
        var word = first(line);
        var rest = line.substring(word.length()).stripLeading();
        switch (word.toUpperCase(Locale.ROOT)) {
            case "FROM" -> from = once(from, "FROM", value(rest, number), number);
            case "TEMPLATE" -> template = once(template, "TEMPLATE", value(rest, number), number);
            case "SYSTEM" -> system = once(system, "SYSTEM", text(rest, number), number);
            case "ADAPTER" -> adapters.add(value(rest, number));
            case "LICENSE" -> licences.add(text(rest, number));
            case "PARAMETER" -> parameter(rest, number);
            case "MESSAGE" -> message(rest, number);
            // Whoever wrote it needs a newer Ollama; what is read here is the same.
            case "REQUIRES" -> value(rest, number);
            default -> throw wrong("unknown", number, shown(word));
        }
    }

    private static String first(String line) {
        var word = WORD.matcher(line);
        return word.lookingAt() ? word.group() : "";
    }

    private static String once(@Nullable String before, String name, String value, int number) {
        if (before != null) {
            throw wrong("twice", number, name);
        }
        return value;
    }

    private void parameter(String rest, int number) {
        var name = first(rest);
        if (name.isEmpty()) {
            throw wrong("noValue", number);
        }
        var key = name.toLowerCase(Locale.ROOT);
        if (!Parameters.isKnown(key)) {
            throw wrong("noParameter", number, shown(name));
        }
        var value = value(rest.substring(name.length()).stripLeading(), number);
        if (!Parameters.isValid(key, value)) {
            throw wrong("badNumber", number, key, shown(value));
        }
        if (!named.add(key) && !key.equals("stop")) {
            throw wrong("twice", number, "PARAMETER " + key);
        }
        parameters.add(new Parameter(key, value));
    }

    private void message(String rest, int number) {
        var role = first(rest);
        var text = text(rest.substring(role.length()).stripLeading(), number);
        messages.add(
                switch (role.toLowerCase(Locale.ROOT)) {
                    case "system" -> Message.system(text);
                    case "user" -> Message.user(text);
                    case "assistant" -> Message.assistant(text);
                    default -> throw wrong("noRole", number, shown(role));
                });
    }

    /// What must not be empty.
    private String value(String rest, int number) {
        var value = text(rest, number);
        if (value.isEmpty()) {
            throw wrong("noValue", number);
        }
        return value;
    }

    /// The rest of a line, or what stands between quotation marks: three of them, or one. The
    /// closing ones end their line.
    private String text(String rest, int number) {
        var mark = rest.startsWith(THREE) ? THREE : rest.startsWith("\"") ? "\"" : "";
        if (mark.isEmpty()) {
            return rest.stripTrailing();
        }
        var text = new StringBuilder(rest.substring(mark.length()));
        while (true) {
            var end = text.toString().stripTrailing();
            if (end.endsWith(mark)) {
                return end.substring(0, end.length() - mark.length());
            }
            if (++at >= lines.length) {
                throw wrong("open", number);
            }
            text.append('\n').append(lines[at]);
        }
    }

    /// As much as fits into a sentence.
    private static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
    }

    private static StudioException wrong(String what, int number, Object... more) {
        var args = new Object[more.length + 1];
        args[0] = number;
        System.arraycopy(more, 0, args, 1, more.length);
        return new StudioException("models.service.modelfile." + what, args);
    }
}
