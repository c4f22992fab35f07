package studio.likeness.models.service;

import java.net.URI;
import java.util.List;
import studio.likeness.models.language.chat.ChatSession;

/// An Ollama server that the user has named. Nothing is asked of it before a method is called.
public final class OllamaServer {
    private final URI address;

    /// @param address for example `http://localhost:11434`
    public OllamaServer(URI address) {
        this.address = address;
    }

    /// The names of its models.
    ///
    /// @throws studio.likeness.models.job.StudioException when it does not answer
    public List<String> models() {
        throw new UnsupportedOperationException(address.toString());
    }

    public ChatSession open(String model) {
        throw new UnsupportedOperationException(model);
    }
}
