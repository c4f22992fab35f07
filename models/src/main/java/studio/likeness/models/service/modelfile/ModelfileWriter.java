package studio.likeness.models.service.modelfile;

import java.util.Locale;
import studio.likeness.models.job.StudioException;

/// Writes what [ModelfileReader] reads.
final class ModelfileWriter {
    private static final String THREE = "\"\"\"";

    private ModelfileWriter() {}

    static String text(Modelfile file) {
        var out = new StringBuilder();
        line(out, "FROM", file.from());
        file.adapters().forEach(path -> line(out, "ADAPTER", path));
        file.template().ifPresent(template -> line(out, "TEMPLATE", template));
        if (!file.system().isEmpty()) {
            line(out, "SYSTEM", file.system());
        }
        for (var parameter : file.parameters()) {
            line(out, "PARAMETER " + parameter.name(), parameter.value());
        }
        for (var message : file.messages()) {
            var role = message.role().name().toLowerCase(Locale.ROOT);
            line(out, "MESSAGE " + role, message.text());
        }
        file.licences().forEach(licence -> line(out, "LICENSE", licence));
        return out.toString();
    }

    private static void line(StringBuilder out, String before, String value) {
        out.append(before).append(' ').append(quoted(value)).append('\n');
    }

    private static String quoted(String value) {
        boolean plain =
                !value.isEmpty()
                        && !value.contains("\n")
                        && !value.startsWith("\"")
                        && value.equals(value.strip());
        if (plain) {
            return value;
        }
        // A mark at the end would be taken for the closing ones.
        if (value.contains(THREE) || value.endsWith("\"") || value.contains("\r")) {
            throw new StudioException("models.service.modelfile.cannotWrite");
        }
        return THREE + value + THREE;
    }
}
