package studio.likeness.models.face.find;

import java.util.ArrayList;
import java.util.List;

/// From what S3FD's heads say to faces.
///
/// @param candidate a cell is looked at from this score on
/// @param shared of the union of two faces, beyond which they are one
/// @param face the score that makes one
public record S3fdBoxes(float candidate, float shared, float face) {
    public static S3fdBoxes usual() {
        return new S3fdBoxes(0.05f, 0.3f, 0.5f);
    }

    /// One head's numbers.
    ///
    /// @param confidence `[batch, 2, rows, columns]`
    /// @param place `[batch, 4, rows, columns]`
    public record Head(float[] confidence, float[] place, int rows, int columns) {
        public Head {
            if (confidence.length % (2 * rows * columns) != 0
                    || place.length != 2 * confidence.length) {
                throw new IllegalArgumentException(
                        "%d and %d numbers for %dx%d cells"
                                .formatted(confidence.length, place.length, rows, columns));
            }
        }

        private int cells() {
            return rows * columns;
        }

        private int batch() {
            return confidence.length / (2 * cells());
        }

        /// The face's share of the two.
        private float score(int image, int cell) {
            int at = 2 * image * cells() + cell;
            float background = confidence[at];
            float face = confidence[at + cells()];
            return (float) (1 / (1 + Math.exp((double) background - face)));
        }

        private float place(int image, int number, int cell) {
            return place[(4 * image + number) * cells() + cell];
        }
    }

    /// Cells that may hold a face, per image: by head, then by the image that thinks so, then by
    /// row and column. A cell that qualifies in one image of the batch is listed for all, as the
    /// original does it; elsewhere its score is low.
    ///
    /// @param heads from the finest to the coarsest
    public List<List<FoundFace>> candidates(List<Head> heads) {
        int batch = heads.getFirst().batch();
        var all = new ArrayList<List<FoundFace>>();
        for (int image = 0; image < batch; image++) {
            all.add(new ArrayList<>());
        }
        for (int level = 0; level < heads.size(); level++) {
            var head = heads.get(level);
            int stride = 4 << level;
            for (int i = 0; i < batch * head.cells(); i++) {
                int cell = i % head.cells();
                if (head.score(i / head.cells(), cell) > candidate) {
                    for (int image = 0; image < batch; image++) {
                        all.get(image).add(decoded(head, image, cell, stride));
                    }
                }
            }
        }
        return all;
    }

    /// A square of four strides around the cell's middle, moved and stretched.
    private static FoundFace decoded(Head head, int image, int cell, int stride) {
        float anchor = 4f * stride;
        int row = cell / head.columns();
        int column = cell % head.columns();
        float middleX = stride / 2f + column * (float) stride;
        float middleY = stride / 2f + row * (float) stride;
        float x = middleX + head.place(image, 0, cell) * 0.1f * anchor;
        float y = middleY + head.place(image, 1, cell) * 0.1f * anchor;
        float width = anchor * (float) Math.exp(head.place(image, 2, cell) * 0.2f);
        float height = anchor * (float) Math.exp(head.place(image, 3, cell) * 0.2f);
        float left = x - width / 2;
        float top = y - height / 2;
        return new FoundFace(
                left, top, left + width, top + height, head.score(image, cell), List.of());
    }

    /// Those that no better one overlaps, best first, however low their scores.
    public List<FoundFace> distinct(List<FoundFace> candidates) {
        return new Suppression(shared, 1).of(candidates);
    }

    /// The faces among them, best first.
    public List<FoundFace> faces(List<FoundFace> candidates) {
        return distinct(candidates).stream().filter(one -> one.score() > face).toList();
    }
}
