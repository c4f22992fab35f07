package studio.likeness.models.language.tokenizer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The control tokens of one vocabulary.
final class Controls {
    private final Map<String, Control> byToken = new HashMap<>();
    private final Map<Integer, Control> byId = new HashMap<>();

    /// Lengths of the tokens that begin with a character, longest first.
    private final Map<Character, int[]> lengths = new HashMap<>();

    Controls(Collection<Control> controls) {
        var sizes = new HashMap<Character, TreeSet<Integer>>();
        for (var control : controls) {
            if (control.token().isEmpty()) {
                continue;
            }
            byToken.put(control.token(), control);
            // One id may have an older name as well; the first one is what it decodes to.
            byId.putIfAbsent(control.id(), control);
            sizes.computeIfAbsent(control.token().charAt(0), _ -> new TreeSet<>())
                    .add(control.token().length());
        }
        sizes.forEach(
                (first, all) ->
                        lengths.put(
                                first,
                                all.descendingSet().stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray()));
    }

    Optional<Control> of(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    Optional<Control> of(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    int highestId() {
        return byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    /// The longest control token at a place of a text.
    Optional<Control> at(String text, int place) {
        for (int length : lengths.getOrDefault(text.charAt(place), new int[0])) {
            if (place + length <= text.length()) {
                var found = byToken.get(text.substring(place, place + length));
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }
}
