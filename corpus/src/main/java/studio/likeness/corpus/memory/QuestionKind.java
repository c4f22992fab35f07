package studio.likeness.corpus.memory;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What kind of answer a question asks for. A question may ask for several.
enum QuestionKind {
    WHO(true, "谁|哪位|哪个人|什么人", "\\bwho\\b|\\bwhom\\b|\\bwhose\\b|which (person|one of)"),
    WHERE(
            true,
            "哪里|哪儿|什么地方|何处|在哪|去哪|住哪|到哪|哪个地方|哪座城|啥地方",
            "\\bwhere\\b|\\bwhereabouts\\b|(what|which) (place|town|city|country|part of)"),
    WHEN(
            true,
            "什么时候|哪年|哪一年|何时|几时|几月|几号|哪天|哪一天|哪个月|什么年代|啥时候|几几年|什么时间",
            "\\bwhen (did|was|were|is|do|have|will|s|are)\\b|(what|which) (year|date|month|day|age)|how old were"),
    WHY(
            true,
            "为什么|为何|为啥|怎么会|什么原因|什么缘故|怎么想到|凭什么|怎么来的|何以|干嘛要|干吗要|图什么",
            "\\bwhy\\b|how come|what made|for what reason|the reason"),
    HOW_MANY(
            true,
            "多少|几个|几位|几口|几只|几次|几本|几张|几步|几岁|几年|几支|几把|几封|多大|多高|多长|多重|多深|多远|多宽|多厚|多热|多快|多久|多长时间|第几",
            "how (many|much|big|long|tall|far|deep|old|often|large|high|wide|heavy|hot|fast)"),
    HOW(
            false,
            "怎么(?!样|会|来的|看|想|称呼)|如何(?!看)|怎样|咋|窍门|诀窍|秘诀|办法|方法",
            "\\bhow (did|do|does|can|could|would|should|to|was|were|is|are|have|has)\\b|the trick|the secret"),
    LIKE(
            false,
            "怎么样|什么样|怎样的|啥样|什么感觉|什么感受|什么印象|什么滋味",
            "what (was|is|were|are|s) .*like\\b|how was|how were|how did .* feel|describe"),
    OPINION(
            false,
            "怎么看|看法|觉得|认为|怎么想|看待|怎么理解|意味|心目中|在你看来",
            "think (of|about)|opinion|feel about|your view|make of|thoughts on|mean to you|reckon"),
    WHETHER(
            false,
            "吗|有没有|没有$|是不是|会不会|能不能|还是|怕不怕|爱不爱|喜不喜欢|好不好|没$",
            "^(and |so |but |well )*(do|does|did|are|is|was|were|have|has|had|can|could|will|would|should|ever|any)\\b"),
    WHAT(false, "(?<!为)什么(?!时候|地方|样|人|原因|缘故|感)|啥|哪(?!里|儿|年|天|位)|几种", "\\bwhat\\b|\\bwhich\\b");

    private static final Pattern NUMBER_ZH = Pattern.compile("[零〇一二两三四五六七八九十百千万半\\d]");
    private static final Pattern NUMBER_EN =
            Pattern.compile(
                    "\\d|\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
                            + "|(thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty"
                            + "|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen)\\b");
    private static final Pattern DATE_ZH =
            Pattern.compile("年|月|[一二三四五六七八九十\\d][号岁点]|春|夏|秋|冬|那天|时候|节");
    private static final Pattern DATE_EN =
            Pattern.compile(
                    "\\b(in|on|at|by|since|until|from) (nineteen|twenty|eighteen|the|january|february"
                            + "|march|april|may|june|july|august|september|october|november"
                            + "|december|spring|summer|autumn|fall|winter|monday|tuesday|wednesday"
                            + "|thursday|friday|saturday|sunday|\\d)|\\bwhen i\\b|\\byears? old|ago\\b"
                            + "|\\b(eighteen|nineteen|twenty) ");

    private final boolean definite;
    private final Pattern chinese;
    private final Pattern english;

    QuestionKind(boolean definite, String chinese, String english) {
        this.definite = definite;
        this.chinese = Pattern.compile(chinese);
        this.english = Pattern.compile(english);
    }

    /// Whether an answer of another kind would miss the question: a place for a date.
    boolean isDefinite() {
        return definite;
    }

    /// Whether a reply holds an answer of this kind, as far as that shows.
    ///
    /// @param plain as in [Reading]
    boolean isTold(String plain, String language) {
        boolean chinese = language.equals("zh");
        return switch (this) {
            case HOW_MANY -> (chinese ? NUMBER_ZH : NUMBER_EN).matcher(plain).find();
            case WHEN -> (chinese ? DATE_ZH : DATE_EN).matcher(plain).find();
            default -> true;
        };
    }

    /// @param plain as in [Reading]
    static Set<QuestionKind> of(String plain, String language) {
        var kinds = EnumSet.noneOf(QuestionKind.class);
        for (var kind : values()) {
            var pattern = language.equals("zh") ? kind.chinese : kind.english;
            if (pattern.matcher(plain).find()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
