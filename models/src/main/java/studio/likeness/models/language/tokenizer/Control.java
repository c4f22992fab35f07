package studio.likeness.models.language.tokenizer;

import java.util.regex.Pattern;

/// A token that stands for a word of the format rather than for text.
///
/// @param hidden whether decoding leaves it out
/// @param stripBefore whether it swallows the blanks before it in a prompt
/// @param stripAfter whether it swallows the blanks after it in a prompt
record Control(int id, String token, boolean hidden, boolean stripBefore, boolean stripAfter) {
    /// What models think and call tools with is published as ordinary added text, but it steers
    /// the talk all the same, so a user's text must not contain it.
    private static final Pattern STEERING =
            Pattern.compile(
                    "<\\|(?!tab\\||blank_).*\\|>|<[\uFF5C].*[\uFF5C]>|</?(think|tool_\\w+|[se]op|s)>"
                            + "|[se]op|\\[[gs]?MASK]|\\[/?(INST|TOOL_\\w+|AVAILABLE_TOOLS)]");

    static Control hidden(int id, String token) {
        return new Control(id, token, true, false, false);
    }

    static boolean steers(String token) {
        return STEERING.matcher(token).matches();
    }
}
