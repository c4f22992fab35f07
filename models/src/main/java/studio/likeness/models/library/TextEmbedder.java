package studio.likeness.models.library;

import java.util.List;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;

/// Makes vectors of texts; texts that mean much the same point the same way. Thread-safe.
public interface TextEmbedder extends AutoCloseable {
    /// Of the weights: vectors of different models cannot be compared.
    String id();

    /// How many numbers a vector has.
    int size();

    /// @return of length one
    float[] query(String text);

    /// @return each of length one
    List<float[]> passages(List<String> texts);

    /// How many tokens these are.
    int tokens(List<String> texts);

    @Override
    void close();

    /// @throws studio.likeness.models.job.StudioException when it is no text encoder
    static TextEmbedder open(ModelFolder folder, Device device) {
        return EncoderEmbedder.open(folder, device);
    }
}
