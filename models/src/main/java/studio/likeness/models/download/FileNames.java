package studio.likeness.models.download;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// Which names a download may give its files: inside its folder, on every system.
final class FileNames {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final Pattern BAD = Pattern.compile("[\\x00-\\x1f\\x7f<>:\"|?*\\\\]");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final int LONGEST = 200;

    private FileNames() {}

    static void checkId(String id) {
        if (!ID.matcher(id).matches() || id.endsWith(".")) {
            throw new StudioException("models.download.badName", id);
        }
    }

    /// @throws StudioException that names the first which escapes, cannot be written on some system
    ///     or would lie where another lies
    static void check(List<Wanted> files) {
        var seen = new HashSet<String>();
        for (var file : files) {
            var name = file.name();
            // Windows and macOS take `A` and `a` for one.
            if (!safe(name) || !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new StudioException("models.download.badName", name);
            }
        }
        for (var name : seen) {
            for (int at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
                if (seen.contains(name.substring(0, at))) {
                    throw new StudioException("models.download.badName", name);
                }
            }
        }
    }

    static boolean safe(String name) {
        if (name.isEmpty() || name.length() > LONGEST || BAD.matcher(name).find()) {
            return false;
        }
        for (var step : name.split("/", -1)) {
            if (step.isBlank()
                    || step.equals(".")
                    || step.equals("..")
                    || step.endsWith(".")
                    || step.endsWith(" ")
                    || RESERVED.matcher(step).matches()) {
                return false;
            }
        }
        return true;
    }
}
