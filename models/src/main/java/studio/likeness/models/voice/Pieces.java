package studio.likeness.models.voice;

import java.util.ArrayList;
import java.util.List;

/// Sound put together from pieces.
final class Pieces {
    private final List<float[]> pieces = new ArrayList<>();

    void add(float[] piece) {
        pieces.add(piece);
    }

    float[] joined() {
        var all = new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
