package studio.likeness.models.library;

import com.fasterxml.jackson.databind.node.MissingNode;
import studio.likeness.models.checkpoint.GgufIndex;
import studio.likeness.models.checkpoint.GgufNames;

/// What a GGUF file is: seen under the names of the folder it was made from, it is recognised like
/// any other checkpoint.
final class Ggufs {
    private static final String CONTAINER = "gguf";

    private Ggufs() {}

    /// @param gguf stays open
    static Verdict verdict(GgufIndex gguf) {
        var name = gguf.meta().path("general.name").asText("");
        var parts = gguf.meta().path("split.count").asInt(1);
        if (parts > 1) {
            return Verdict.not(CONTAINER, "models.library.splitGguf", parts);
        }
        if (!GgufNames.knows(gguf)) {
            var architecture = gguf.architecture().isEmpty() ? "?" : gguf.architecture();
            return Verdict.not(CONTAINER, "models.library.unknownArchitecture", architecture);
        }
        // Not closed here: that would close the file.
        var named = GgufNames.of(gguf);
        var verdict = Weights.verdict(named, CONTAINER, named.meta(), MissingNode.getInstance());
        return name.isEmpty() ? verdict : verdict.with("name", name);
    }
}
