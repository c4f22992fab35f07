package studio.likeness.models.language.tokenizer;

import java.util.regex.Pattern;

/// ChatGLM-6B's way with blanks: its pieces have names for line ends, tabs and runs of blanks.
final class ChatGlmSubwords implements Subwords {
    private static final int LONGEST_RUN = 80;
    private static final Pattern RUN = Pattern.compile(" {2," + LONGEST_RUN + "}");
    private static final Pattern NAMED = Pattern.compile("<\\|blank_(\\d{1,2})\\|>");

    private final Subwords pieces;

    ChatGlmSubwords(Subwords pieces) {
        this.pieces = pieces;
    }

    @Override
    public int[] encode(String text, boolean first) {
        var named = text.replace("\n", "<n>").replace("\t", "<|tab|>");
        return pieces.encode(
                RUN.matcher(named).replaceAll(m -> "<|blank_" + m.group().length() + "|>"), first);
    }

    @Override
    public String decode(int[] ids) {
        var plain = pieces.decode(ids).replace("<n>", "\n").replace("<|tab|>", "\t");
        return NAMED.matcher(plain).replaceAll(m -> " ".repeat(Integer.parseInt(m.group(1))));
    }

    @Override
    public void close() {
        pieces.close();
    }
}
