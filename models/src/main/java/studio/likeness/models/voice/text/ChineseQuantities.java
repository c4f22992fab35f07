package studio.likeness.models.voice.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Dates, times, measures, sums, telephone numbers and all other numbers of one Chinese sentence as
/// words. The order of the rules matters: each sees what the ones before it left.
final class ChineseQuantities {
    private record Rule(Pattern pattern, Function<MatchResult, String> said) {
        String apply(String text) {
            return pattern.matcher(text)
                    .replaceAll(
                            found -> java.util.regex.Matcher.quoteReplacement(said.apply(found)));
        }
    }

    // Digits are taken whole and from their first one, so that a long row of them is read once.
    private static final String WHOLE = "(?<!\\d)\\d++";
    private static final String NUMBER = "\\d++(?:\\.\\d++)?";
    private static final String SIGN = "(-|(?<!\\d))";
    private static final String SIGNED = "(?:-|(?<!\\d))" + NUMBER;
    private static final String CLOCK = "([0-1]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?";

    private static final List<Rule> DATES =
            List.of(
                    new Rule(
                            Pattern.compile(
                                    "(\\d{4}|\\d{2})年(?:(0?[1-9]|1[0-2])月)?"
                                            + "(?:(0?[1-9]|[12][0-9]|30|31)([日号]))?"),
                            date ->
                                    date(
                                            group(date, 1),
                                            group(date, 2),
                                            group(date, 3),
                                            group(date, 4))),
                    new Rule(
                            Pattern.compile(
                                    "(\\d{4})([- /.])(0[1-9]|1[012])\\2(0[1-9]|[12][0-9]|3[01])"),
                            date -> date(date.group(1), date.group(3), date.group(4), "日")));

    private static final List<Rule> TIMES =
            List.of(
                    new Rule(
                            Pattern.compile(CLOCK + "[~-]" + CLOCK),
                            time -> {
                                boolean half = isHalf(time.group(2));
                                return time(time, 1, half) + "至" + time(time, 4, half);
                            }),
                    new Rule(Pattern.compile(CLOCK), time -> time(time, 1, isHalf(time.group(2)))));

    // Written in this order because a shorter unit is part of a longer one.
    private static final List<Map.Entry<String, String>> UNITS =
            List.of(
                    Map.entry("cm2", "平方厘米"),
                    Map.entry("cm²", "平方厘米"),
                    Map.entry("cm3", "立方厘米"),
                    Map.entry("cm³", "立方厘米"),
                    Map.entry("cm", "厘米"),
                    Map.entry("db", "分贝"),
                    Map.entry("ds", "毫秒"),
                    Map.entry("kg", "千克"),
                    Map.entry("km", "千米"),
                    Map.entry("m2", "平方米"),
                    Map.entry("m²", "平方米"),
                    Map.entry("m³", "立方米"),
                    Map.entry("m3", "立方米"),
                    Map.entry("ml", "毫升"),
                    Map.entry("m", "米"),
                    Map.entry("mm", "毫米"),
                    Map.entry("s", "秒"));
    private static final String UNIT =
            "(?:%|°C|℃|度|摄氏度|cm2|cm²|cm3|cm³|cm|db|ds|kg|km|m2|m²|m³|m3|ml|m|mm|s)";
    private static final String AMOUNT = "(?:" + SIGNED + "|\\.\\d++)";

    private static final List<Rule> MEASURES =
            List.of(
                    new Rule(
                            Pattern.compile(AMOUNT + UNIT + "~" + AMOUNT + UNIT),
                            range -> range.group().replace('~', '至')),
                    new Rule(
                            Pattern.compile(SIGN + "(" + NUMBER + ")(?:°C|℃|度|摄氏度)"),
                            found ->
                                    (found.group(1).isEmpty() ? "" : "零下")
                                            + ChineseNumbers.number(found.group(2))
                                            + "度"));

    private static final String POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹ˣʸⁿ";
    private static final String RAISED = "[" + POWERS + "]*";
    private static final String TERM =
            "(" + SIGNED + RAISED + "|\\.\\d++" + RAISED + "|[A-Za-z]" + RAISED + ")";
    private static final Map<String, String> OPERATORS =
            Map.of("+", "加", "-", "减", "×", "乘", "÷", "除", "=", "等于");
    private static final Rule SUM =
            new Rule(
                    Pattern.compile(TERM + "([-+×÷=])" + TERM),
                    sum -> sum.group(1) + OPERATORS.get(sum.group(2)) + sum.group(3));

    // After these a number may be a quantity of something: most are measure words.
    private static final String COUNTED =
            "处台架枚趟幅平方堵间床株批项例列篇栋注亩封艘把目套段人所朵匹张座回场尾条个首阙阵网炮顶丘棵只支袭辆"
                    + "挑担颗壳窠曲墙群腔砣客贯扎捆刀令打手罗坡山岭江溪钟队单双对出口头脚板跳枝件贴针线管名位身堂课"
                    + "本页家户层丝毫厘分钱两斤铢石钧锱忽寸尺丈里寻常铺程米撮勺合升斗盘碗碟叠桶笼盆盒杯斛锅簋篮罐瓶"
                    + "壶卮盏箩箱煲啖袋钵年月日季刻时周天秒旬纪岁世更夜春夏秋冬代伏辈丸泡粒幢堆根道面片块元亿万千百"
                    + "吨角毛";

    private static final List<Rule> NUMBERS =
            List.of(
                    new Rule(
                            Pattern.compile("[" + POWERS + "]+"),
                            found -> "的" + lowered(found.group()) + "次方"),
                    new Rule(
                            Pattern.compile(SIGN + "(\\d++)/(\\d++)"),
                            found ->
                                    minus(found.group(1))
                                            + ChineseNumbers.cardinal(found.group(3))
                                            + "分之"
                                            + ChineseNumbers.cardinal(found.group(2))),
                    new Rule(
                            Pattern.compile(SIGN + "(" + NUMBER + ")%"),
                            found ->
                                    minus(found.group(1))
                                            + "百分之"
                                            + ChineseNumbers.number(found.group(2))),
                    new Rule(
                            Pattern.compile(
                                    "(?<!\\d)(?:\\+?86 ?)?"
                                            + "1(?:[38]\\d|5[0-35-9]|7[678]|9[89])\\d{8}(?!\\d)"),
                            found -> dialled(found.group().replace("+", ""), " ")),
                    new Rule(
                            Pattern.compile(
                                    "(?<!\\d)(?:0(?:10|2[1-3]|[3-9]\\d{2})-?)?[1-9]\\d{6,7}(?!\\d)"),
                            found -> dialled(found.group(), "-")),
                    new Rule(
                            Pattern.compile("400-?\\d{3}-?\\d{4}"),
                            found -> dialled(found.group(), "-")),
                    new Rule(
                            Pattern.compile(
                                    "(?<![\\d+\\-×÷=])(-?)("
                                            + NUMBER
                                            + ")[-~](-?)("
                                            + NUMBER
                                            + ")(?![\\d+\\-×÷=])"),
                            found ->
                                    minus(found.group(1))
                                            + ChineseNumbers.number(found.group(2))
                                            + "到"
                                            + minus(found.group(3))
                                            + ChineseNumbers.number(found.group(4))),
                    new Rule(
                            Pattern.compile("-(\\d+)"),
                            found -> "负" + ChineseNumbers.cardinal(found.group(1))),
                    new Rule(
                            Pattern.compile(WHOLE + "\\.\\d++(?:\\.\\d++){1,50}"),
                            found ->
                                    found.group()
                                            .chars()
                                            .mapToObj(ChineseQuantities::versionPart)
                                            .reduce("", String::concat)),
                    new Rule(
                            Pattern.compile(SIGN + "(\\d++\\.\\d++)|\\.\\d++"),
                            ChineseQuantities::plain),
                    new Rule(
                            Pattern.compile(
                                    "("
                                            + WHOLE
                                            + ")([多余几+])?((?:["
                                            + COUNTED
                                            + "]|微克|微米|公分|小时|美元|十吨))"),
                            ChineseQuantities::counted),
                    new Rule(
                            Pattern.compile("\\d{3,}"),
                            found -> ChineseNumbers.dialled(found.group())),
                    new Rule(
                            Pattern.compile(SIGN + "(" + NUMBER + ")|\\.\\d++"),
                            ChineseQuantities::plain));

    private ChineseQuantities() {}

    static String said(String sentence) {
        var said = sentence;
        for (var rules : List.of(DATES, TIMES, MEASURES)) {
            for (var rule : rules) {
                said = rule.apply(said);
            }
        }
        for (var unit : UNITS) {
            said = said.replace(unit.getKey(), unit.getValue());
        }
        // Each pass leaves out every other sign of a chain, so a chain takes a few.
        while (SUM.pattern.matcher(said).find()) {
            said = SUM.apply(said);
        }
        for (var rule : NUMBERS) {
            said = rule.apply(said);
        }
        return said;
    }

    private static String group(MatchResult found, int group) {
        return Optional.ofNullable(found.group(group)).orElse("");
    }

    private static String date(String year, String month, String day, String dayWord) {
        var said = new StringBuilder(ChineseNumbers.digits(year)).append('年');
        if (!month.isEmpty()) {
            said.append(ChineseNumbers.cardinal(month)).append('月');
        }
        if (!day.isEmpty()) {
            said.append(ChineseNumbers.cardinal(day)).append(dayWord);
        }
        return said.toString();
    }

    private static boolean isHalf(String minutes) {
        return minutes.equals("30");
    }

    /// @param first group of the hours, before those of the minutes and the seconds
    /// @param half whether what is not a full hour is called half past, which of a span of time the
    ///     first one decides
    private static String time(MatchResult time, int first, boolean half) {
        var said = new StringBuilder(ChineseNumbers.cardinal(time.group(first))).append('点');
        var minutes = time.group(first + 1);
        if (!minutes.equals("00")) {
            said.append(half ? "半" : part(minutes) + "分");
        }
        var seconds = group(time, first + 2);
        if (!seconds.isEmpty() && !seconds.equals("00")) {
            said.append(part(seconds)).append('秒');
        }
        return said.toString();
    }

    private static String part(String digits) {
        return (digits.startsWith("0") ? "零" : "") + ChineseNumbers.cardinal(digits);
    }

    private static String minus(String sign) {
        return sign.isEmpty() ? "" : "负";
    }

    private static String lowered(String power) {
        var said = new StringBuilder();
        power.chars().forEach(c -> said.append("0123456789xyn".charAt(POWERS.indexOf(c))));
        return said.toString();
    }

    private static String dialled(String number, String gap) {
        return List.of(number.split(gap)).stream()
                .map(ChineseNumbers::dialled)
                .reduce((one, other) -> one + "，" + other)
                .orElse("");
    }

    private static String versionPart(int c) {
        return c == '.' ? "点" : ChineseNumbers.digits(String.valueOf((char) c));
    }

    private static String plain(MatchResult found) {
        return found.group(2) == null
                ? ChineseNumbers.number(found.group())
                : minus(found.group(1)) + ChineseNumbers.number(found.group(2));
    }

    private static String counted(MatchResult found) {
        var number = ChineseNumbers.cardinal(found.group(1));
        var about = group(found, 2);
        return (number.equals("二") ? "两" : number)
                + (about.equals("+") ? "多" : about)
                + found.group(3);
    }
}
