package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.FaceReport.Figures;
import studio.likeness.models.face.profile.FaceReport.Source;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;

/// From a clip to a profile, in two readings: the first writes it anew at the constant rate and
/// finds who is in it, the second reads what was written and looks at the chosen face in every
/// frame.
final class ClipImport {
    /// Frames between two looks for faces; cuts are looked at in any case.
    private static final int FIND = 3;

    /// Frames between two checks of light, sharpness and so on.
    private static final int CHECK = 10;

    /// Twice the usual: a mouth is painted into these frames, and one may be trained from them.
    private static final double BITS_PER_PIXEL = 0.25;

    private static final int RATE = FaceProfile.FRAMES_PER_SECOND;

    private final FaceTools tools;
    private final Which which;
    private final Path draft;
    private final People people = new People();
    private final Cuts cuts = new Cuts();

    ClipImport(FaceTools tools, Which which, Path draft) {
        this.tools = tools;
        this.which = which;
        this.draft = draft;
    }

    /// What the first reading found.
    private record Written(int width, int height, int frames, Source source) {}

    FaceProfile of(Path media, FaceOrigin origin, Progress progress) {
        var written = write(media, progress);
        var person =
                people.chosen(which, FaceImport.name(media), written.width(), written.height());
        var track = Track.of(person, cuts.all(), written.frames(), people.looks());
        var found = new ArrayList<List<Point>>();
        var checks = new Findings();
        var moments = new Moments();
        read(written, track, found, checks, moments, progress);
        FaceImport.refuseSideView(checks.usualYaw(), media);
        var points = Steadied.of(found, track.stretches());
        var rest = Rest.in(moments, tools.measured(), track.stretches());
        var loop = LoopPoints.in(moments, track.stretches());
        var profile =
                new FaceProfile(
                        draft,
                        written.width(),
                        written.height(),
                        RATE,
                        track.boxes(written.width(), written.height()),
                        points,
                        tools.measured(),
                        rest,
                        loop.loop());
        var figures =
                new Figures(
                        Steadied.trembling(found, track),
                        Steadied.trembling(points, track),
                        loop.jump(),
                        loop.usual());
        var findings = findings(written, track, checks, rest, loop, figures);
        ProfileFile.write(
                profile,
                origin,
                new FaceReport(written.source(), people.candidates(), findings, figures));
        // What was read is what will be read.
        return ProfileFile.read(draft).profile();
    }

    private Written write(Path media, Progress progress) {
        try (var recording = Recording.open(media);
                var writer =
                        Mp4Writer.create(
                                draft.resolve(FaceProfile.CLIP),
                                new Mp4Writer.Format(
                                        recording.width(),
                                        recording.height(),
                                        RATE,
                                        Sound.SAMPLE_RATE_HZ,
                                        Map.of()),
                                BITS_PER_PIXEL)) {
            var sound = recording.sound();
            int frames =
                    recording.play(
                            (number, picture) -> {
                                writer.write(picture);
                                sound.writeUntil(picture.pts(), writer);
                                boolean cut = cuts.at(number, picture);
                                if (cut || number % FIND == 0) {
                                    people.add(number, tools.find(picture));
                                }
                            },
                            progress,
                            "models.face.profile.reading");
            sound.end(Duration.ofSeconds(frames).dividedBy(RATE), writer);
            return new Written(
                    recording.width(),
                    recording.height(),
                    frames,
                    FaceImport.source(media, recording.info(), recording.steady()));
        }
    }

    private void read(
            Written written,
            Track track,
            List<List<Point>> found,
            Findings checks,
            Moments moments,
            Progress progress) {
        try (var reader = MediaReader.open(draft.resolve(FaceProfile.CLIP), Sound.SAMPLE_RATE_HZ)) {
            for (int i = 0; i < written.frames(); i++) {
                progress.at(i, written.frames(), "models.face.profile.looking");
                var picture =
                        reader.nextPicture()
                                .orElseThrow(
                                        () ->
                                                new StudioException(
                                                        "models.face.profile.cannotWrite",
                                                        FaceProfile.CLIP));
                var face = track.face(i);
                var points = tools.points(picture, face);
                found.add(points);
                moments.add(picture, face, points);
                if (i % CHECK == 0) {
                    checks.add(Checks.of(picture, face, List.of(), points));
                }
            }
        }
    }

    private List<Finding> findings(
            Written written,
            Track track,
            Findings checks,
            List<Boolean> rest,
            LoopPoints loop,
            Figures figures) {
        long resting = rest.stream().filter(still -> still).count();
        var all = new ArrayList<Finding>();
        all.add(Findings.faces(people.all().size()));
        all.addAll(checks.ofFrames());
        all.add(Findings.length(written.frames() / (double) RATE));
        all.add(Findings.found(track.found()));
        all.add(Findings.steady(figures.steadied()));
        all.add(Findings.cuts(cuts.all().size()));
        all.add(Findings.rest(resting / (double) RATE));
        all.add(Findings.loop(loop));
        all.add(Findings.sound(written.source().sound()));
        return all;
    }
}
