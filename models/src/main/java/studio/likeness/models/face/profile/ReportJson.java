package studio.likeness.models.face.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import studio.likeness.models.face.profile.ProfileFile.Misunderstood;
import studio.likeness.models.job.Words;

/// A [FaceReport] as JSON: beside a profile, and on its way out of a worker.
final class ReportJson {
    private static final int MOST = 100;
    private static final Pattern REASON = Pattern.compile("[a-z][a-zA-Z]{0,30}");

    private ReportJson() {}

    static ObjectNode of(FaceReport report) {
        var json = ProfileFile.MAPPER.createObjectNode();
        var source = report.source();
        json.putObject("source")
                .put("name", source.name())
                .put("seconds", source.seconds())
                .put("width", source.width())
                .put("height", source.height())
                .put("framesPerSecond", source.framesPerSecond())
                .put("steady", source.steady())
                .put("rotation", source.rotation())
                .put("sound", source.sound());
        var faces = json.putArray("faces");
        for (var face : report.faces()) {
            var box = face.box();
            var one = faces.addObject().put("second", face.second()).put("share", face.share());
            one.putArray("box").add(box.left()).add(box.top()).add(box.right()).add(box.bottom());
        }
        var findings = json.putArray("findings");
        for (var finding : report.findings()) {
            findings.addObject()
                    .put("aspect", finding.aspect().name())
                    .put("verdict", finding.verdict().name())
                    .put("value", finding.value())
                    .put("reason", finding.reason());
        }
        json.putObject("figures")
                .put("trembling", report.figures().trembling())
                .put("steadied", report.figures().steadied())
                .put("jump", report.figures().jump())
                .put("usual", report.figures().usual());
        return json;
    }

    static FaceReport read(JsonNode json) throws Misunderstood {
        var source = json.path("source");
        var figures = json.path("figures");
        return new FaceReport(
                new FaceReport.Source(
                        ProfileFile.text(source, "name"),
                        ProfileFile.real(source, "seconds"),
                        ProfileFile.number(source, "width", 0, 1 << 20),
                        ProfileFile.number(source, "height", 0, 1 << 20),
                        ProfileFile.real(source, "framesPerSecond"),
                        ProfileFile.flag(source, "steady"),
                        ProfileFile.number(source, "rotation", 0, 359),
                        ProfileFile.flag(source, "sound")),
                faces(json.path("faces")),
                findings(json.path("findings")),
                new FaceReport.Figures(
                        ProfileFile.real(figures, "trembling"),
                        ProfileFile.real(figures, "steadied"),
                        ProfileFile.real(figures, "jump"),
                        ProfileFile.real(figures, "usual")));
    }

    private static List<FaceReport.Candidate> faces(JsonNode json) throws Misunderstood {
        requireShort(json);
        var faces = new ArrayList<FaceReport.Candidate>();
        for (var face : json) {
            faces.add(
                    new FaceReport.Candidate(
                            ProfileFile.box(face.path("box")),
                            ProfileFile.real(face, "second"),
                            ProfileFile.real(face, "share")));
        }
        return faces;
    }

    private static List<Finding> findings(JsonNode json) throws Misunderstood {
        requireShort(json);
        var findings = new ArrayList<Finding>();
        for (var finding : json) {
            findings.add(finding(finding));
        }
        return findings;
    }

    private static Finding finding(JsonNode json) throws Misunderstood {
        var finding =
                new Finding(
                        choice(Finding.Aspect.values(), json, "aspect"),
                        choice(Finding.Verdict.values(), json, "verdict"),
                        ProfileFile.real(json, "value"),
                        ProfileFile.text(json, "reason"));
        if (!REASON.matcher(finding.reason()).matches() || !Words.has(finding.key())) {
            throw new Misunderstood("reason");
        }
        return finding;
    }

    private static void requireShort(JsonNode json) throws Misunderstood {
        if (!json.isArray() || json.size() > MOST) {
            throw new Misunderstood("list");
        }
    }

    private static <E extends Enum<E>> E choice(E[] known, JsonNode json, String field)
            throws Misunderstood {
        var word = ProfileFile.text(json, field);
        for (var each : known) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        throw new Misunderstood(field);
    }
}
