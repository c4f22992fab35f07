package studio.likeness.app.conversation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The numbers a text gives, however they are written: 1954, 一九五四, nineteen fifty-four.
final class Figures {
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final String HAN = "零〇一二两三四五六七八九十百千万亿";
    private static final Pattern CHINESE = Pattern.compile("[" + HAN + "]+(?:点[" + HAN + "]+)?");

    /// Of these, the characters are no numbers.
    private static final Pattern SAYINGS =
            Pattern.compile(
                    "十分|百姓|千万[别不要]?|万一|万分|再三|三三两两|两三|三两|四周|四处|四季|五花八门|七上八下|乱七八糟|一五一十"
                            + "|九牛一毛|三心二意|两边|两旁|万事|百般|百货|百科|千方百计|十全十美|两口子|二胡|三角|四川|九江|六一|老[大二三四五六]"
                            + "|星期[一二三四五六]|周[一二三四五六](?=[早晚上下去的，。])|半");

    private static final Map<String, Integer> WORDS = words();

    private static final Pattern LETTERS = Pattern.compile("[a-z]+");

    private Figures() {}

    private static Map<String, Integer> words() {
        var words = new HashMap<String, Integer>();
        var ones =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                                + " fourteen fifteen sixteen seventeen eighteen nineteen")
                        .split(" ");
        for (int i = 0; i < ones.length; i++) {
            words.put(ones[i], i);
        }
        var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        for (int i = 0; i < tens.length; i++) {
            words.put(tens[i], 20 + 10 * i);
        }
        var order =
                ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
                                + " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
                                + " nineteenth twentieth")
                        .split(" ");
        for (int i = 2; i < order.length; i++) {
            words.put(order[i], i + 1);
        }
        words.put("thirtieth", 30);
        words.put("hundred", 100);
        words.put("thousand", 1000);
        words.put("million", 1_000_000);
        words.put("dozen", 12);
        words.put("twice", 2);
        return Map.copyOf(words);
    }

    /// Without 0 and 1, which are said without being counted.
    static Set<String> of(String text) {
        var found = new HashSet<String>();
        var lower = text.toLowerCase(Locale.ROOT);
        DIGITS.matcher(lower).results().forEach(match -> found.add(plain(match.group())));
        CHINESE.matcher(SAYINGS.matcher(lower).replaceAll("，"))
                .results()
                .forEach(match -> found.add(chinese(match.group())));
        english(lower, found);
        found.removeAll(Set.of("0", "1", ""));
        return found;
    }

    private static String plain(String digits) {
        var number = digits.replaceAll(",(?=\\d{3}(\\D|$))", "").replace(',', '.');
        return number.contains(".")
                ? number.replaceAll("0+$", "").replaceAll("\\.$", "")
                : number.replaceAll("^0+(?=\\d)", "");
    }

    private static String chinese(String written) {
        int point = written.indexOf('点');
        if (point > 0) {
            var after = written.substring(point + 1);
            return plain(whole(written.substring(0, point)) + "." + digits(after));
        }
        return plain(whole(written));
    }

    private static String whole(String written) {
        boolean counts = written.chars().anyMatch(c -> "十百千万亿".indexOf(c) >= 0);
        return counts ? Long.toString(value(written)) : digits(written);
    }

    /// Year by year: 一九五四.
    private static String digits(String written) {
        var digits = new StringBuilder();
        written.chars().map(Figures::digit).filter(d -> d >= 0).forEach(digits::append);
        return digits.toString();
    }

    private static int digit(int c) {
        return switch (c) {
            case '零', '〇' -> 0;
            case '两' -> 2;
            default -> "〇一二三四五六七八九".indexOf(c);
        };
    }

    private static long value(String written) {
        long total = 0;
        long section = 0;
        long number = 0;
        for (int c : written.chars().toArray()) {
            int digit = digit(c);
            if (digit >= 0) {
                number = digit;
            } else if (c == '万' || c == '亿') {
                total = Math.max(1, total + section + number) * (c == '万' ? 10_000 : 100_000_000);
                section = 0;
                number = 0;
            } else {
                section += Math.max(1, number) * (c == '十' ? 10 : c == '百' ? 100 : 1000);
                number = 0;
            }
        }
        return total + section + number;
    }

    /// "nineteen seventy-nine" is 1979; "two hundred and five" 205; and each word by itself counts
    /// too where it stands alone.
    private static void english(String text, Set<String> found) {
        long total = 0;
        long part = 0;
        boolean open = false;
        for (var match : LETTERS.matcher(text).results().toList()) {
            var word = match.group();
            var value = WORDS.get(word);
            if (value == null && word.equals("and") && open) {
                continue;
            }
            if (value == null) {
                if (open) {
                    found.add(Long.toString(total + part));
                }
                total = 0;
                part = 0;
                open = false;
                continue;
            }
            open = true;
            if (value >= 1000) {
                total += Math.max(1, part) * value;
                part = 0;
            } else if (value == 100) {
                part = Math.max(1, part) * 100;
            } else if (value >= 10 && part >= 10 && part < 100) {
                total += part * 100; // nineteen seventy
                part = value;
            } else {
                part += value;
            }
        }
        if (open) {
            found.add(Long.toString(total + part));
        }
    }
}
