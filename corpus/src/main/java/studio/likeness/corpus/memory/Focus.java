package studio.likeness.corpus.memory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The words that a question turns on: what the favourite is one of, what there are how many of.
/// An answer that does not speak of them misses the question, however common they are.
final class Focus {
    private static final Pattern CHINESE =
            Pattern.compile(
                    "(?:最[^的，]{1,4}的|什么|哪一?[种个部首本位支条道款类门样家座所份]|几[个位本部只张条件家座次种])"
                            + "(\\p{IsHan}{1,5}?)(?=[是叫做来呢吗了呀啊在有]|$)"
                            + "|(\\p{IsHan}{2})(?:是什么|是谁|叫什么|是哪|有多|是多少|有几)");
    private static final Pattern ENGLISH =
            Pattern.compile(
                    "(?:favou?rite|which|(?:kind|sort|type|brand|make|model|name|number|colou?r) of"
                            + "|what|many|much|believe in|your) ([a-z]+)(?= (?:do|does|did|have|has|is|was"
                            + "|are|were|would|could|can|number|most|best|ever|you|in|at|on|for)\\b|$)"
                            + "|([a-z]+) (?:number|address|size|colou?r|brand)$");

    private Focus() {}

    /// In the form of [Word#text].
    static Set<String> of(Reading question) {
        boolean chinese = question.language().equals("zh");
        var found = new HashSet<String>();
        var matches = (chinese ? CHINESE : ENGLISH).matcher(question.plain());
        while (matches.find()) {
            var text = matches.group(1) == null ? matches.group(2) : matches.group(1);
            if (chinese) {
                question.words().stream()
                        .map(Word::text)
                        .filter(word -> text.contains(word) || word.endsWith(text))
                        .forEach(found::add);
            } else {
                var stem = EnglishWords.stems(text);
                question.words().stream()
                        .map(Word::text)
                        .filter(word -> Arrays.asList(word.split(" ")).contains(stem))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
