package studio.likeness.models.face.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Of boxes that overlap, the one with the highest score.
///
/// @param most of the union that two faces may share
/// @param edge added to widths and heights: 1 where the right column counts as inside
record Suppression(float most, float edge) {
    /// Highest score first; of equal ones the later.
    List<FoundFace> of(List<FoundFace> faces) {
        var order = new ArrayList<>(faces.reversed());
        order.sort(Comparator.comparingDouble(FoundFace::score).reversed());
        var kept = new ArrayList<FoundFace>();
        for (var face : order) {
            if (kept.stream().allMatch(other -> overlap(other, face) <= most)) {
                kept.add(face);
            }
        }
        return kept;
    }

    private float overlap(FoundFace a, FoundFace b) {
        float width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()) + edge;
        float height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()) + edge;
        float shared = Math.max(0, width) * Math.max(0, height);
        return shared / (area(a) + area(b) - shared);
    }

    private float area(FoundFace face) {
        return (face.width() + edge) * (face.height() + edge);
    }
}
