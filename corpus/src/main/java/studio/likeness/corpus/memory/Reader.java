package studio.likeness.corpus.memory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads questions, replies and passages of both languages. Thread-safe.
final class Reader {
    private static final Pattern RUNS =
            Pattern.compile("(\\p{IsHan}+)|([\\p{L}\\p{N}&&[^\\p{IsHan}]]+)");

    private static final Pattern CLAUSE_ENDS = Pattern.compile("[,.?!;:，。？！；：、…—]+");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    ".{0,3}(阿姨|叔叔|大爷|大妈|大娘|奶奶|爷爷|婆婆|外婆|老师|大姐|大哥|先生|女士|伯伯|伯母|太太)"
                            + "|madam|sir|grandma|grandpa|granny|(mr|mrs|ms|miss) [a-z]+");
    private static final Pattern NAMES =
            Pattern.compile(
                    "(?<=[\\p{Ll},;:] )\\p{Lu}\\p{L}+|(?<=\\p{Lu}\\p{Ll}{1,20} )\\p{Lu}\\p{L}+");
    private static final double ENOUGH = 0.6;
    private static final double CONTEXT = 0.3;

    private final Lexicon lexicon = Lexicon.lexicon();
    private final ChineseWords chinese = new ChineseWords(lexicon);
    private final EnglishWords english = new EnglishWords(lexicon);

    Lexicon lexicon() {
        return lexicon;
    }

    /// `zh` or `en`, by its script: a Chinese sentence may hold a few foreign names.
    static String languageOf(String text) {
        long han = text.codePoints().filter(Lexicon::isHan).count();
        long words = Pattern.compile("[\\p{L}&&[^\\p{IsHan}]]+").matcher(text).results().count();
        return han > 0 && han >= words ? "zh" : "en";
    }

    /// What is said: a wording, a reply, a passage.
    Reading read(String text, String language) {
        return read(List.of(clean(text)), language, 1);
    }

    /// What is asked. People tell a little before they ask ("My stomach turns on every ferry. Is
    /// there a cure?"): the clauses that do not ask may stay unanswered, unless the others say
    /// nothing.
    Reading question(String text) {
        var language = languageOf(text);
        var clauses = Arrays.stream(CLAUSE_ENDS.split(clean(text))).toList();
        var context = new ArrayList<String>();
        var asking = new ArrayList<String>();
        for (var clause : clauses) {
            if (ADDRESS.matcher(clause.strip()).matches()) {
                continue;
            }
            (asks(clause, language) ? asking : context).add(clause);
        }
        var telling = read(asking, language, 1).words();
        double substance = telling.stream().mapToDouble(Word::weight).sum();
        double need = substance < ENOUGH ? 1 : CONTEXT;
        var whole = read(clauses, language, 1);
        var words = new ArrayList<>(telling);
        words.addAll(read(context, language, need).words());
        words.replaceAll(word -> isName(word, text) ? word.named() : word);
        return new Reading(language, whole.plain(), distinct(words), whole.asks());
    }

    /// A word that the lexicon lacks, written with a capital inside an English sentence.
    private static boolean isName(Word word, String text) {
        return !word.isKnown()
                && !Lexicon.isChinese(word.text())
                && NAMES.matcher(text)
                        .results()
                        .anyMatch(name -> EnglishWords.stems(name.group()).equals(word.text()));
    }

    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static boolean asks(String clause, String language) {
        var plain = language.equals("zh") ? clause.strip() : EnglishWords.plain(clause);
        return !QuestionKind.of(plain, language).isEmpty();
    }

    private Reading read(List<String> clauses, String language, double need) {
        var plain = new StringBuilder();
        var words = new ArrayList<Word>();
        for (var clause : clauses) {
            if (language.equals("zh")) {
                chinese(clause, plain, words);
            } else {
                var letters = EnglishWords.plain(clause);
                plain.append(plain.isEmpty() || letters.isEmpty() ? "" : " ").append(letters);
                words.addAll(english.split(letters));
            }
        }
        var all = plain.toString();
        words.replaceAll(word -> word.needed(need));
        return new Reading(language, all, distinct(words), QuestionKind.of(all, language));
    }

    private void chinese(String text, StringBuilder plain, List<Word> words) {
        var runs = RUNS.matcher(text);
        while (runs.find()) {
            plain.append(runs.group());
            words.addAll(
                    runs.group(1) != null
                            ? chinese.split(runs.group(1))
                            : english.split(runs.group(2)));
        }
    }

    /// A word said twice counts once, with its greater need.
    private static List<Word> distinct(List<Word> words) {
        var distinct = new LinkedHashMap<String, Word>();
        for (var word : words) {
            distinct.merge(word.text(), word, (a, b) -> a.need() >= b.need() ? a : b);
        }
        return List.copyOf(distinct.values());
    }
}
