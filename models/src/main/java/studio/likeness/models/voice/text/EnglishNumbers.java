package studio.likeness.models.voice.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Digits as English words.
final class EnglishNumbers {
    private static final List<String> SMALL =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");
    private static final List<String> TENS =
            List.of(
                    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                    "ninety");
    private static final List<String> THOUSANDS =
            List.of(
                    "",
                    " thousand",
                    " million",
                    " billion",
                    " trillion",
                    " quadrillion",
                    " quintillion",
                    " sextillion",
                    " septillion",
                    " octillion",
                    " nonillion",
                    " decillion");
    private static final Map<String, String> ORDINALS =
            Map.of(
                    "one", "first",
                    "two", "second",
                    "three", "third",
                    "five", "fifth",
                    "eight", "eighth",
                    "nine", "ninth",
                    "twelve", "twelfth");

    private EnglishNumbers() {}

    /// @param and whether the hundreds are followed by `and`
    static String cardinal(String digits, boolean and) {
        var number = digits.replaceFirst("^0+(?=.)", "");
        if (number.length() > 3 * THOUSANDS.size()) {
            return one(number);
        }
        if (number.equals("0")) {
            return SMALL.getFirst();
        }
        var said = new StringBuilder();
        for (int from = 0; from < number.length(); ) {
            int left = number.length() - from;
            int to = from + (left - 1) % 3 + 1;
            int group = Integer.parseInt(number, from, to, 10);
            if (group > 0) {
                boolean last = to == number.length();
                if (!said.isEmpty()) {
                    var small = and ? " and " : " ";
                    said.append(last && group < 100 ? small : ", ");
                }
                said.append(group(group, and)).append(THOUSANDS.get((left - 1) / 3));
            }
            from = to;
        }
        return said.toString();
    }

    /// Digit by digit, for what is too long to have a name.
    private static String one(String digits) {
        return digits.chars()
                .mapToObj(digit -> SMALL.get(digit - '0'))
                .collect(Collectors.joining(" "));
    }

    private static String group(int group, boolean and) {
        int rest = group % 100;
        if (group < 100) {
            return small(group);
        }
        var hundreds = SMALL.get(group / 100) + " hundred";
        return rest == 0 ? hundreds : hundreds + (and ? " and " : " ") + small(rest);
    }

    private static String small(int number) {
        if (number < SMALL.size()) {
            return SMALL.get(number);
        }
        var tens = TENS.get(number / 10);
        return number % 10 == 0 ? tens : tens + "-" + SMALL.get(number % 10);
    }

    static String ordinal(String digits) {
        var words = cardinal(digits, true);
        int from = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
        var last = words.substring(from);
        var ordinal =
                ORDINALS.getOrDefault(
                        last, last.endsWith("y") ? last.replaceFirst("y$", "ieth") : last + "th");
        return words.substring(0, from) + ordinal;
    }

    /// A number in running text: from 1001 to 2999 as a year is said.
    static String inText(String digits) {
        var number = digits.replaceFirst("^0+(?=.)", "");
        int value = number.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(number);
        if (value <= 1000 || value >= 3000) {
            return cardinal(number, false);
        }
        if (value == 2000) {
            return "two thousand";
        }
        if (value > 2000 && value < 2010) {
            return "two thousand " + SMALL.get(value - 2000);
        }
        if (value % 100 == 0) {
            return small(value / 100) + " hundred";
        }
        int rest = value % 100;
        return small(value / 100) + " " + (rest < 10 ? "oh " : "") + small(rest);
    }

    /// What a written ordinal ends with: `st`, `nd`, `rd` or `th`.
    static String ending(String digits) {
        int length = digits.length();
        boolean teen = length > 1 && digits.charAt(length - 2) == '1';
        return teen
                ? "th"
                : switch (digits.charAt(length - 1)) {
                    case '1' -> "st";
                    case '2' -> "nd";
                    case '3' -> "rd";
                    default -> "th";
                };
    }

    /// Signs of a decimal fraction, apart: `14` is `1 4`.
    static String apart(String digits) {
        return Arrays.stream(digits.split("")).collect(Collectors.joining(" "));
    }
}
