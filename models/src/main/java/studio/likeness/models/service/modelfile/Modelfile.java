package studio.likeness.models.service.modelfile;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.language.chat.Message;

/// A Modelfile.
///
/// @param from an identifier, a path, or a name with a tag
/// @param parameters in the file's order; only `stop` may come more than once
/// @param template in Go's syntax, where the file has one
/// @param system what the model is told; empty when nothing
/// @param adapters paths
/// @param messages a talk that the model takes for its own
/// @param licences their texts or names
public record Modelfile(
        String from,
        List<Parameter> parameters,
        Optional<String> template,
        String system,
        List<String> adapters,
        List<Message> messages,
        List<String> licences) {
    /// Name and value as written, checked.
    public record Parameter(String name, String value) {}

    public Modelfile {
        parameters = List.copyOf(parameters);
        adapters = List.copyOf(adapters);
        messages = List.copyOf(messages);
        licences = List.copyOf(licences);
    }

    /// @throws studio.likeness.models.job.StudioException naming the line, when it is none
    public static Modelfile parse(String text) {
        return new ModelfileReader(text).read();
    }

    /// As a file; parsed, it is this again.
    ///
    /// @throws studio.likeness.models.job.StudioException when a text cannot be written in this
    ///     format, which has no way to quote three quotation marks
    public String text() {
        return ModelfileWriter.text(this);
    }
}
