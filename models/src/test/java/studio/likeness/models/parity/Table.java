package studio.likeness.models.parity;

import java.util.List;
import java.util.TreeMap;
import studio.likeness.models.parity.Line.Verdict;

/// Lines as `docs/parity.md` shows them.
final class Table {
    private Table() {}

    static String of(List<Line> lines) {
        var text = new StringBuilder();
        text.append("| fixture | through | verdict | worst error | tolerance | where |\n");
        text.append("| --- | --- | --- | --- | --- | --- |\n");
        var counts = new TreeMap<Verdict, Integer>();
        for (var line : lines) {
            boolean ran = line.verdict() != Verdict.WAITS;
            text.append(
                    "| %s | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    line.fixture(),
                                    line.interpreter(),
                                    line.verdict().text(),
                                    ran ? "%.2g".formatted(line.worst()) : "",
                                    ran ? "%.2g".formatted(line.tolerance()) : "",
                                    line.detail().replace("|", "\\|")));
            counts.merge(line.verdict(), 1, Integer::sum);
        }
        counts.forEach((verdict, n) -> text.append("%n%s: %d".formatted(verdict.text(), n)));
        return text.append("\n").toString();
    }
}
