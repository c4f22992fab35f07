package studio.likeness.models.voice.preparation;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.speech.SpeechSegments.Segment;
import studio.likeness.models.voice.preparation.Slicer.Piece;

/// Cuts a recording into clips to learn from: at its pauses, but never where somebody speaks, and
/// without the silence around. What is too long is cut again at its widest pause.
///
/// @param slicer that finds the pauses
/// @param mostSeconds of a clip, unless it has no pause at all
/// @param leastSeconds shorter ones are left out
/// @param padSeconds of silence that stay around speech
public record SpeechSlicer(
        Slicer slicer, double mostSeconds, double leastSeconds, double padSeconds) {
    /// For training a voice: about what both trainers want.
    public static final SpeechSlicer USUAL = new SpeechSlicer(Slicer.CLONING, 12, 0.6, 0.15);

    /// @param speech where somebody speaks, in samples of the recording, in order
    /// @return in order, none overlapping another
    public List<Piece> slice(float[] samples, int sampleRateHz, List<Segment> speech) {
        var pieces = new ArrayList<Piece>();
        for (var piece : whole(slicer.slice(samples, sampleRateHz), speech)) {
            var within = speech.stream().filter(s -> overlaps(s, piece)).toList();
            if (!within.isEmpty()) {
                split(within, (int) (mostSeconds * sampleRateHz), pieces);
            }
        }
        return padded(pieces, samples.length, sampleRateHz);
    }

    private static boolean overlaps(Segment segment, Piece piece) {
        // A segment belongs to the piece with its middle, so that it belongs to one alone.
        int middle = (segment.from() + segment.to()) / 2;
        return middle >= piece.from() && middle < piece.to();
    }

    /// Neighbours between which somebody speaks are one.
    private static List<Piece> whole(List<Piece> pieces, List<Segment> speech) {
        var whole = new ArrayList<Piece>();
        for (var piece : pieces) {
            boolean cut =
                    !whole.isEmpty()
                            && speech.stream()
                                    .anyMatch(
                                            s ->
                                                    inside(s, whole.getLast().to())
                                                            || inside(s, piece.from()));
            whole.add(cut ? new Piece(whole.removeLast().from(), piece.to()) : piece);
        }
        return whole;
    }

    private static boolean inside(Segment segment, int sample) {
        return sample > segment.from() && sample < segment.to();
    }

    /// @param most samples
    private static void split(List<Segment> speech, int most, List<Piece> pieces) {
        int from = speech.getFirst().from();
        int to = speech.getLast().to();
        int cut = to - from > most ? widest(speech) : 0;
        if (cut == 0) {
            pieces.add(new Piece(from, to));
            return;
        }
        split(speech.subList(0, cut), most, pieces);
        split(speech.subList(cut, speech.size()), most, pieces);
    }

    /// The pause that is widest and nearest to the middle; 0 where there is none.
    private static int widest(List<Segment> speech) {
        double middle = (speech.getFirst().from() + speech.getLast().to()) / 2.0;
        double half = middle - speech.getFirst().from();
        int best = 0;
        double most = 0;
        for (int i = 1; i < speech.size(); i++) {
            int gap = speech.get(i).from() - speech.get(i - 1).to();
            double off = Math.abs(speech.get(i).from() - gap / 2.0 - middle) / half;
            double worth = gap * (1 - 0.8 * off);
            if (worth > most) {
                most = worth;
                best = i;
            }
        }
        return best;
    }

    private List<Piece> padded(List<Piece> pieces, int samples, int rate) {
        int pad = (int) (padSeconds * rate);
        var padded = new ArrayList<Piece>();
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            int before = i == 0 ? 0 : (pieces.get(i - 1).to() + piece.from()) / 2;
            int behind =
                    i + 1 == pieces.size() ? samples : (piece.to() + pieces.get(i + 1).from()) / 2;
            int from = Math.max(before, piece.from() - pad);
            int to = Math.min(behind, piece.to() + pad);
            if (to - from >= leastSeconds * rate) {
                padded.add(new Piece(from, to));
            }
        }
        return padded;
    }
}
