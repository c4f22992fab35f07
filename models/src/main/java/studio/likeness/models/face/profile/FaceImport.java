package studio.likeness.models.face.profile;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import studio.likeness.models.face.profile.FaceProfile.Loop;
import studio.likeness.models.face.profile.FaceReport.Figures;
import studio.likeness.models.face.profile.FaceReport.Source;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.signal.Picture;

/// From a photo or a clip to a [FaceProfile], in this process: for files that are known to be
/// harmless. [ForeignFaces] does the same for others.
public final class FaceImport implements FaceMaker {
    private final FaceTools tools;

    /// @param tools stay the caller's
    public FaceImport(FaceTools tools) {
        this.tools = tools;
    }

    @Override
    public FaceReport check(Path media, Progress progress) {
        var info = info(media);
        return info.kind() == MediaInfo.Kind.PICTURE
                ? photo(media, info).report()
                : new ClipCheck(tools).of(media, progress);
    }

    @Override
    public FaceProfile make(Path media, Which which, Path draft, Progress progress) {
        var info = info(media);
        var origin = FaceOrigin.of(sha256(media), tools.id(), which);
        if (info.kind() == MediaInfo.Kind.PICTURE) {
            return makePhoto(media, info, which, draft, origin);
        }
        return new ClipImport(tools, which, draft).of(media, origin, progress);
    }

    private static MediaInfo info(Path media) {
        var info = MediaReader.probe(media);
        if (info.kind() == MediaInfo.Kind.SOUND) {
            throw new StudioException("models.media.noPicture", name(media));
        }
        return info;
    }

    static String name(Path media) {
        return Objects.toString(media.getFileName());
    }

    static Source source(Path media, MediaInfo info, boolean steady) {
        return new Source(
                name(media),
                info.length().toMillis() / 1e3,
                info.width(),
                info.height(),
                info.framesPerSecond(),
                steady,
                info.rotation(),
                info.sampleRateHz() > 0);
    }

    /// @throws StudioException when the head is seen from the side
    static void refuseSideView(double yaw, Path media) {
        if (Math.abs(yaw) > Checks.SIDE_VIEW) {
            throw new StudioException("models.face.profile.side", name(media));
        }
    }

    /// A photo and whoever is on it.
    private record Looked(Picture picture, People people, FaceReport report) {}

    private Looked photo(Path media, MediaInfo info) {
        var read = MediaReader.readPicture(media, Recording.LONGEST_SIDE);
        var picture = Shrunk.to(Recording.LONGEST_SIDE, read.width(), read.height()).of(read);
        var people = new People();
        people.add(0, tools.find(picture));
        var findings = new Findings();
        people.main().ifPresent(person -> findings.add(look(picture, person)));
        var all = new ArrayList<Finding>();
        all.add(Findings.faces(people.all().size()));
        all.addAll(findings.ofFrames());
        return new Looked(
                picture,
                people,
                new FaceReport(source(media, info, true), people.candidates(), all, Figures.NONE));
    }

    private FrameCheck look(Picture picture, People.Person person) {
        var face = person.best().face();
        return Checks.of(picture, face, List.of(), tools.points(picture, face));
    }

    private FaceProfile makePhoto(
            Path media, MediaInfo info, Which which, Path draft, FaceOrigin origin) {
        var looked = photo(media, info);
        var picture = looked.picture();
        var person = looked.people().chosen(which, name(media), picture.width(), picture.height());
        var check = look(picture, person);
        refuseSideView(check.pose().yaw(), media);
        var findings = new ArrayList<Finding>();
        findings.add(Findings.faces(looked.people().all().size()));
        findings.addAll(check.findings().subList(1, check.findings().size()));
        PictureFile.writePng(picture, draft.resolve(FaceProfile.PHOTO));
        var profile =
                new FaceProfile(
                        draft,
                        picture.width(),
                        picture.height(),
                        FaceProfile.FRAMES_PER_SECOND,
                        List.of(
                                Track.box(
                                        check.face().orElseThrow(),
                                        picture.width(),
                                        picture.height())),
                        List.of(check.points()),
                        tools.measured(),
                        List.of(FivePoints.opening(check.points()) < Rest.NEVER_CLOSED),
                        new Loop(0, 1, false));
        ProfileFile.write(
                profile,
                origin,
                new FaceReport(
                        looked.report().source(), looked.report().faces(), findings, Figures.NONE));
        return ProfileFile.read(draft).profile();
    }

    /// Of all bytes of a file, as 64 hexadecimal digits.
    public static String sha256(Path file) {
        try (var in = new FileInputStream(file.toFile())) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new StudioException(e, "models.media.missing", name(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String tools() {
        return tools.id();
    }
}
