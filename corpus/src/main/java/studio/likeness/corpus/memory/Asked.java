package studio.likeness.corpus.memory;

import java.util.EnumSet;
import java.util.regex.Pattern;

/// What a turn wants, as far as its words show.
///
/// @param fact whether the answer would be a fact about a life or the world, rather than an
///     opinion, advice or company
/// @param says how much it says at all, about 1 for one telling word; little for a greeting
public record Asked(boolean fact, double says) {
    private static final Pattern TELL_ZH =
            Pattern.compile("讲讲|说说|聊聊|谈谈|告诉|介绍|回忆|描述|说一说|讲一讲|形容|报一?下|背一?下");
    private static final Pattern TELL_EN =
            Pattern.compile(
                    "\\b(tell (me|us)|talk about|describe|remind me|give me|name|recall|list|say more)\\b");

    /// Somebody asks what to do, or for company; the persona's life is not the matter.
    private static final Pattern ADVICE_ZH =
            Pattern.compile("我(该|应该|要不要|怎么办|能不能|可以|可不可以)|怎么办|建议|陪我|帮我|你看我|劝劝");
    private static final Pattern ADVICE_EN =
            Pattern.compile(
                    "\\b(should i|shall i|can i|could i|may i|do i|am i|advice|advise|would you mind"
                            + "|can you help|could you help|help me|keep me company)\\b");

    /// "Do you wear jewellery?" in Chinese may say the verb twice.
    private static final Pattern TWICE = Pattern.compile("(\\p{IsHan})[不没]\\1");

    /// @param text as it was written
    static Asked of(Reading question, String text, Lexicon lexicon) {
        boolean chinese = question.language().equals("zh");
        var plain = question.plain();
        boolean asks =
                !question.asks().isEmpty()
                        || text.indexOf('?') >= 0
                        || text.indexOf('？') >= 0
                        || TWICE.matcher(plain).find()
                        || (chinese ? TELL_ZH : TELL_EN).matcher(plain).find();
        boolean advice = (chinese ? ADVICE_ZH : ADVICE_EN).matcher(plain).find();
        var kinds = EnumSet.noneOf(QuestionKind.class);
        kinds.addAll(question.asks());
        boolean definite = kinds.stream().anyMatch(QuestionKind::isDefinite);
        boolean opinion = kinds.contains(QuestionKind.OPINION) && !definite;
        double says = question.words().stream().mapToDouble(Word::weight).sum();
        // An errand or a fact of the world is nothing that a life tells.
        boolean elsewhere = question.words().stream().anyMatch(lexicon::isElsewhere);
        return new Asked(elsewhere || (asks && !advice && !opinion), says);
    }
}
