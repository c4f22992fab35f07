package studio.likeness.app.api;

import java.util.List;
import java.util.function.Consumer;

/// Text that comes in pieces and ends at the first stop string, which is not told.
final class StopText {
    private final List<String> stops;
    private final Consumer<String> listener;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder told = new StringBuilder();
    private boolean ended;

    StopText(List<String> stops, Consumer<String> listener) {
        this.stops = stops;
        this.listener = listener;
    }

    /// @return whether the text goes on; false once a stop string has come
    boolean add(String piece) {
        if (!ended) {
            held.append(piece);
            int stop =
                    stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
            tell(stop >= 0 ? stop : safe());
            ended = stop >= 0;
        }
        return !ended;
    }

    /// Tells what was held back.
    void end() {
        if (!ended) {
            tell(held.length());
            ended = true;
        }
    }

    /// All that was told.
    String text() {
        return told.toString();
    }

    private void tell(int length) {
        if (length > 0) {
            var piece = held.substring(0, length);
            held.delete(0, length);
            told.append(piece);
            listener.accept(piece);
        }
    }

    /// How much is held before what may be the beginning of a stop string.
    private int safe() {
        for (int at = 0; at < held.length(); at++) {
            var rest = held.substring(at);
            if (stops.stream().anyMatch(stop -> stop.startsWith(rest))) {
                return at;
            }
        }
        return held.length();
    }
}
