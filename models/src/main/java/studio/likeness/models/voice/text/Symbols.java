package studio.likeness.models.voice.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which table of symbols a voice was trained on; a symbol's place in the table is its id.
public enum Symbols {
    /// 322 symbols: GPT-SoVITS v1.
    V1,
    /// 732 symbols: GPT-SoVITS v2, v2Pro and v2ProPlus.
    V2;

    /// What stands for a sound that the table does not have.
    static final String UNKNOWN = "UNK";

    private static final class Ids {
        static final Map<Symbols, Map<String, Integer>> OF =
                Map.of(V1, numbered(V1), V2, numbered(V2));

        private static Map<String, Integer> numbered(Symbols version) {
            var ids = new HashMap<String, Integer>();
            for (var symbol : Tables.loaded().symbols().getOrDefault(version, List.of())) {
                ids.put(symbol, ids.size());
            }
            return ids;
        }
    }

    /// The symbol itself where this table has it, else `UNK`.
    String known(String symbol) {
        return ids().containsKey(symbol) ? symbol : UNKNOWN;
    }

    /// Rows of the text embedding; what is unknown has the row of `UNK`.
    public long[] ids(List<String> phonemes) {
        return phonemes.stream()
                .mapToLong(symbol -> ids().getOrDefault(known(symbol), 0))
                .toArray();
    }

    private Map<String, Integer> ids() {
        return Ids.OF.getOrDefault(this, Map.of());
    }
}
