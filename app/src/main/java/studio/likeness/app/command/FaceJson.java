package studio.likeness.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.Finding;
import studio.likeness.models.job.Words;

/// What the commands about faces print.
final class FaceJson {
    private FaceJson() {}

    static Map<String, Object> of(FaceReport report) {
        var source = report.source();
        var o = new LinkedHashMap<String, Object>();
        o.put("file", source.name());
        o.put("verdict", lower(report.verdict()));
        o.put("seconds", source.seconds());
        o.put("width", source.width());
        o.put("height", source.height());
        o.put("framesPerSecond", rounded(source.framesPerSecond()));
        o.put("constantRate", source.steady());
        o.put("rotation", source.rotation());
        o.put("sound", source.sound());
        o.put("faces", report.faces().stream().map(FaceJson::face).toList());
        o.put("findings", report.findings().stream().map(FaceJson::finding).toList());
        o.put("trembling", report.figures().trembling());
        o.put("steadied", report.figures().steadied());
        return o;
    }

    private static Map<String, Object> face(FaceReport.Candidate face) {
        var o = new LinkedHashMap<String, Object>();
        var box = face.box();
        o.put("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
        o.put("second", rounded(face.second()));
        o.put("share", rounded(face.share()));
        return o;
    }

    private static Map<String, Object> finding(Finding finding) {
        var o = new LinkedHashMap<String, Object>();
        o.put("aspect", lower(finding.aspect()));
        o.put("verdict", lower(finding.verdict()));
        o.put("value", rounded(finding.value()));
        o.put("reason", finding.reason());
        o.put("sentence", finding.sentence());
        o.put("remedy", finding.remedy());
        return o;
    }

    static Map<String, Object> of(Faces.Face face) {
        var o = new LinkedHashMap<String, Object>();
        o.put("id", face.id());
        o.put("used", face.used());
        o.put("photo", face.photo());
        o.put("made", face.made().toString());
        o.put("original", face.original());
        o.put("report", of(face.report()));
        return o;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// For people: a line per finding, with what to do about those that are not good.
    static List<String> lines(FaceReport report) {
        var lines = new ArrayList<String>();
        for (var finding : report.findings()) {
            var verdict = Words.say("app.command.face." + lower(finding.verdict()));
            lines.add(
                    "%-6s %s: %s %s"
                            .formatted(
                                    verdict,
                                    finding.aspect().title(),
                                    finding.sentence(),
                                    finding.remedy())
                            .strip());
        }
        if (report.faces().size() > 1) {
            for (int i = 0; i < report.faces().size(); i++) {
                var box = report.faces().get(i).box();
                lines.add(
                        Words.say(
                                "app.command.face.candidate",
                                i + 1,
                                box.left(),
                                box.top(),
                                box.width(),
                                box.height()));
            }
        }
        return lines;
    }
}
