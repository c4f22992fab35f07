package studio.likeness.app.window.voice;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import studio.likeness.app.window.voice.Review.Mark;
import studio.likeness.app.window.voice.Review.Row;

/// What a set of clips has to learn from; rejected ones do not count.
///
/// @param accepted clips
/// @param characters different Chinese ones
/// @param words different ones of other scripts
record Coverage(int clips, int accepted, int rejected, double minutes, int characters, int words) {
    static Coverage of(List<Row> rows) {
        var characters = new HashSet<Integer>();
        var words = new HashSet<String>();
        double seconds = 0;
        int accepted = 0;
        int rejected = 0;
        for (var row : rows) {
            if (row.mark() == Mark.REJECTED) {
                rejected++;
                continue;
            }
            accepted += row.mark() == Mark.ACCEPTED ? 1 : 0;
            seconds += row.clip().quality().seconds();
            row.text().codePoints().filter(Character::isIdeographic).forEach(characters::add);
            for (var word : row.text().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}'’]+", -1)) {
                if (!word.isEmpty() && word.codePoints().noneMatch(Character::isIdeographic)) {
                    words.add(word);
                }
            }
        }
        return new Coverage(
                rows.size(), accepted, rejected, seconds / 60, characters.size(), words.size());
    }
}
