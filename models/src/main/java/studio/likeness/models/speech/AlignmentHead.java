package studio.likeness.models.speech;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.speech.Whisper.Dims;

/// A head of the decoder's attention to the sound that follows what is said in time. Which do,
/// OpenAI says of each of its models.
///
/// @param layer from 0
/// @param head from 0
public record AlignmentHead(int layer, int head) {
    private record Published(int layers, int width, int mels, boolean english, String heads) {}

    private static final List<Published> PUBLISHED =
            List.of(
                    new Published(4, 384, 80, true, "1.0 2.0 2.5 3.0 3.1 3.2 3.3 3.4"),
                    new Published(4, 384, 80, false, "2.2 3.0 3.2 3.3 3.4 3.5"),
                    new Published(6, 512, 80, true, "3.3 4.7 5.1 5.5 5.7"),
                    new Published(6, 512, 80, false, "3.1 4.2 4.3 4.7 5.1 5.2 5.4 5.6"),
                    new Published(
                            12,
                            768,
                            80,
                            true,
                            "6.6 7.0 7.3 7.8 8.2 8.5 8.7 9.0 9.4 9.8 9.10 10.0 10.1 10.2 10.3 10.6"
                                    + " 10.11 11.2 11.4"),
                    new Published(12, 768, 80, false, "5.3 5.9 8.0 8.4 8.7 8.8 9.0 9.7 9.9 10.5"),
                    new Published(
                            24,
                            1024,
                            80,
                            true,
                            "11.4 14.1 14.12 14.14 15.4 16.0 16.4 16.9 17.12 17.14 18.7 18.10 18.15"
                                    + " 20.0 20.3 20.9 20.14 21.12"),
                    new Published(24, 1024, 80, false, "13.15 15.4 15.15 16.1 20.0 23.4"),
                    // Of large-v2; the first large has the same sizes, and cannot be told from it.
                    new Published(
                            32,
                            1280,
                            80,
                            false,
                            "10.12 13.17 16.11 16.12 16.13 17.15 17.16 18.4 18.11 18.19 19.11 21.2"
                                    + " 21.3 22.3 22.9 22.12 23.5 23.7 23.13 25.5 26.1 26.12"
                                    + " 27.15"),
                    new Published(
                            32,
                            1280,
                            128,
                            false,
                            "7.0 10.17 12.18 13.12 16.1 17.14 19.11 21.4 24.1 25.6"),
                    new Published(4, 1280, 128, false, "2.4 2.11 3.3 3.6 3.11 3.14"));

    /// Of a model that somebody else has trained: all heads of the upper half of its layers.
    public static List<AlignmentHead> of(Dims dims, boolean english) {
        return PUBLISHED.stream()
                .filter(p -> p.layers() == dims.textLayers() && p.width() == dims.textWidth())
                .filter(p -> p.mels() == dims.mels() && p.english() == english)
                .findFirst()
                .map(p -> parsed(p.heads()))
                .orElseGet(() -> upperHalf(dims));
    }

    /// What Hugging Face's `generation_config.json` says, where it says it.
    ///
    /// @param pairs `[[layer, head], …]`, or missing
    public static List<AlignmentHead> of(JsonNode pairs, Dims dims, boolean english) {
        var heads = new ArrayList<AlignmentHead>();
        for (var pair : pairs) {
            int layer = pair.path(0).asInt(-1);
            int head = pair.path(1).asInt(-1);
            if (layer < 0 || layer >= dims.textLayers() || head < 0 || head >= dims.textHeads()) {
                return of(dims, english);
            }
            heads.add(new AlignmentHead(layer, head));
        }
        return heads.isEmpty() ? of(dims, english) : List.copyOf(heads);
    }

    private static List<AlignmentHead> parsed(String heads) {
        var parsed = new ArrayList<AlignmentHead>();
        for (var pair : heads.split(" ")) {
            int dot = pair.indexOf('.');
            parsed.add(
                    new AlignmentHead(
                            Integer.parseInt(pair.substring(0, dot)),
                            Integer.parseInt(pair.substring(dot + 1))));
        }
        return List.copyOf(parsed);
    }

    private static List<AlignmentHead> upperHalf(Dims dims) {
        var heads = new ArrayList<AlignmentHead>();
        for (int layer = dims.textLayers() / 2; layer < dims.textLayers(); layer++) {
            for (int head = 0; head < dims.textHeads(); head++) {
                heads.add(new AlignmentHead(layer, head));
            }
        }
        return List.copyOf(heads);
    }
}
