package studio.likeness.models.download;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Which bytes an answer says it carries.
///
/// @param to after the last
/// @param total of the whole file, where the server tells
record ContentRange(long from, long to, OptionalLong total) {
    private static final Pattern FORM =
            Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /// Empty for what makes no sense.
    static Optional<ContentRange> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        long from = Long.parseLong(match.group(1));
        long to = Long.parseLong(match.group(2)) + 1;
        var total =
                match.group(3).equals("*")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(match.group(3)));
        return to <= from || (total.isPresent() && to > total.getAsLong())
                ? Optional.empty()
                : Optional.of(new ContentRange(from, to, total));
    }

    long bytes() {
        return to - from;
    }
}
