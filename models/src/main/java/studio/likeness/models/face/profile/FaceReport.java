package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;

/// What a photo or clip is worth as a face that speaks, with the reasons.
///
/// @param source what was looked at
/// @param faces whoever can be chosen, left to right, where each is seen best; see [Which.Number]
/// @param findings of the one that was chosen, else of the largest
/// @param figures that were measured on the way to a profile
public record FaceReport(
        Source source, List<Candidate> faces, List<Finding> findings, Figures figures) {
    /// Of a profile that nobody looked at.
    public static final FaceReport EMPTY =
            new FaceReport(
                    new Source("", 0, 0, 0, 0, true, 0, false), List.of(), List.of(), Figures.NONE);

    public FaceReport {
        faces = List.copyOf(faces);
        findings = List.copyOf(findings);
    }

    /// @param name of the file
    /// @param seconds 0 for a photo
    /// @param width upright
    /// @param framesPerSecond average, as it was recorded; 0 for a photo
    /// @param steady whether the frames come at a constant rate
    /// @param rotation degrees clockwise that were applied
    public record Source(
            String name,
            double seconds,
            int width,
            int height,
            double framesPerSecond,
            boolean steady,
            int rotation,
            boolean sound) {}

    /// Somebody in the file.
    ///
    /// @param box in pixels of the upright picture
    /// @param second when in the clip
    /// @param share of the looked-at frames in which it is seen
    public record Candidate(FaceBox box, double second, double share) {}

    /// @param trembling mean second difference of the landmarks as found, in shares of the face's
    ///     height
    /// @param steadied the same after smoothing
    /// @param jump at the loop's join
    /// @param usual change from one frame to the next, in the same unit
    public record Figures(double trembling, double steadied, double jump, double usual) {
        public static final Figures NONE = new Figures(0, 0, 0, 0);
    }

    /// The worst of all findings.
    public Finding.Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .reduce(Finding.Verdict::worse)
                .orElse(Finding.Verdict.BAD);
    }

    /// The one that was kept with a profile.
    public static FaceReport read(Path folder) {
        return ProfileFile.read(folder).report();
    }
}
