package studio.likeness.models.language.chat;

import java.util.Arrays;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// Ids to text as they come. A character may take several ids: what is not whole yet waits. Only
/// the last few ids are decoded again, those before them because some vocabularies drop the blank
/// that a text begins with.
final class TokenText {
    /// More ids than a character takes: then it is broken, not unfinished.
    private static final int LONGEST_WAIT = 8;

    private static final char BROKEN = '\uFFFD';

    private final Tokenizer tokenizer;
    private int[] ids = new int[0];
    private int told;
    private String before = "";

    TokenText(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// @return the text that is whole now; often empty
    String add(int id) {
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = id;
        var text = tokenizer.decode(ids);
        boolean unfinished = !text.isEmpty() && text.charAt(text.length() - 1) == BROKEN;
        return unfinished && ids.length - told < LONGEST_WAIT ? "" : tell(text);
    }

    /// What still waits, without the beginning of a character that never came.
    String end() {
        var rest = tell(tokenizer.decode(ids));
        int end = rest.length();
        while (end > 0 && rest.charAt(end - 1) == BROKEN) {
            end--;
        }
        return rest.substring(0, end);
    }

    private String tell(String text) {
        var fresh = text.substring(Math.min(before.length(), text.length()));
        ids = Arrays.copyOfRange(ids, told, ids.length);
        told = ids.length;
        before = tokenizer.decode(ids);
        return fresh;
    }
}
