package studio.likeness.models.voice.text;

/// Digits as Chinese words.
final class ChineseNumbers {
    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumbers() {}

    /// Digit by digit: `2024` is 二零二四.
    static String digits(String digits) {
        var said = new StringBuilder();
        digits.chars().forEach(digit -> said.append(DIGITS.charAt(digit - '0')));
        return said.toString();
    }

    /// Digit by digit as in telephone numbers, where one is 幺.
    static String dialled(String digits) {
        return digits(digits).replace('一', '幺');
    }

    /// As a quantity: `10086` is 一万零八十六; nothing for no digits.
    static String cardinal(String digits) {
        if (digits.isEmpty()) {
            return "";
        }
        var significant = withoutLeadingZeros(digits);
        if (significant.isEmpty()) {
            return "零";
        }
        var said = counted(significant);
        return said.startsWith("一十") ? said.substring(1) : said;
    }

    private static String counted(String digits) {
        var significant = withoutLeadingZeros(digits);
        if (significant.isEmpty()) {
            return "";
        }
        if (significant.length() == 1) {
            return (significant.length() < digits.length() ? "零" : "") + digits(significant);
        }
        int power =
                switch (significant.length()) {
                    case 2 -> 1;
                    case 3 -> 2;
                    case 4 -> 3;
                    case 5, 6, 7, 8 -> 4;
                    default -> 8;
                };
        var unit =
                switch (power) {
                    case 1 -> "十";
                    case 2 -> "百";
                    case 3 -> "千";
                    case 4 -> "万";
                    default -> "亿";
                };
        int border = digits.length() - power;
        return counted(digits.substring(0, border)) + unit + counted(digits.substring(border));
    }

    private static String withoutLeadingZeros(String digits) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    /// A number with or without decimals: `9.58` is 九点五八. Of noughts at the end one is said.
    static String number(String number) {
        int point = number.indexOf('.');
        if (point < 0) {
            return cardinal(number);
        }
        var whole = cardinal(number.substring(0, point));
        var decimals = number.substring(point + 1);
        int end = decimals.length();
        while (end > 0 && decimals.charAt(end - 1) == '0') {
            end--;
        }
        var said = decimals.substring(0, Math.min(end + 1, decimals.length()));
        if (said.isEmpty()) {
            return whole;
        }
        return (whole.isEmpty() ? "零" : whole) + "点" + digits(said);
    }
}
