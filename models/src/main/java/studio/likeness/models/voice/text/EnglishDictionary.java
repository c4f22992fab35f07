package studio.likeness.models.voice.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The CMU pronouncing dictionary: 126,000 English words to their sounds, each its first
/// pronunciation. Words and sounds lie in one array of 2 MB, in the order of the words.
final class EnglishDictionary {
    private static final String FILE = "english-words.xz";

    private final byte[] rows;
    private final int[] starts;
    private final List<String> sounds = new ArrayList<>();

    EnglishDictionary() {
        var bytes = new ByteArrayOutputStream(1 << 21);
        var begins = new ArrayList<Integer>();
        Map<String, Integer> numbers = new HashMap<>();
        Tables.unpack(
                FILE,
                line -> {
                    begins.add(bytes.size());
                    int blank = line.indexOf(' ');
                    bytes.writeBytes(line.substring(0, blank).getBytes(StandardCharsets.US_ASCII));
                    bytes.write(0);
                    for (var sound : line.substring(blank + 1).split(" ")) {
                        bytes.write(numbers.computeIfAbsent(sound, this::number));
                    }
                });
        begins.add(bytes.size());
        rows = bytes.toByteArray();
        starts = begins.stream().mapToInt(Integer::intValue).toArray();
    }

    private int number(String sound) {
        sounds.add(sound);
        return sounds.size() - 1;
    }

    /// @param word in small letters
    /// @return names of sounds, vowels with their stress
    Optional<List<String>> of(String word) {
        var key = word.getBytes(StandardCharsets.US_ASCII);
        int low = 0;
        int high = starts.length - 2;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int end = wordEnd(middle);
            int order = Arrays.compare(rows, starts[middle], end, key, 0, key.length);
            if (order == 0) {
                return Optional.of(sounds(end + 1, starts[middle + 1]));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private int wordEnd(int row) {
        int end = starts[row];
        while (rows[end] != 0) {
            end++;
        }
        return end;
    }

    private List<String> sounds(int from, int to) {
        var found = new ArrayList<String>();
        for (int at = from; at < to; at++) {
            found.add(sounds.get(rows[at]));
        }
        return found;
    }
}
