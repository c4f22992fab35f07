package studio.likeness.models.voice.text;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes English as it is said: numbers, times, money, measures and signs as words; what is left
/// are letters, apostrophes and the marks `. , ? ! -`. The order of the rules matters.
public final class EnglishNormaliser {
    private record Rule(Pattern pattern, Function<MatchResult, String> said) {
        Rule(String pattern, Function<MatchResult, String> said) {
            this(Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS), said);
        }

        String apply(String text) {
            return pattern.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(said.apply(found)));
        }
    }

    private record Unit(String one, String many) {}

    private static final Map<String, Unit> UNITS =
            Map.ofEntries(
                    Map.entry("m", new Unit("meter", "meters")),
                    Map.entry("km", new Unit("kilometer", "kilometers")),
                    Map.entry("km/h", new Unit("kilometer per hour", "kilometers per hour")),
                    Map.entry("ft", new Unit("feet", "feet")),
                    Map.entry("L", new Unit("liter", "liters")),
                    Map.entry("tbsp", new Unit("tablespoon", "tablespoons")),
                    Map.entry("tsp", new Unit("teaspoon", "teaspoons")),
                    Map.entry("h", new Unit("hour", "hours")),
                    Map.entry("min", new Unit("minute", "minutes")),
                    Map.entry("s", new Unit("second", "seconds")),
                    Map.entry("°C", new Unit("degree celsius", "degrees celsius")),
                    Map.entry("°F", new Unit("degree fahrenheit", "degrees fahrenheit")));
    private static final String UNIT = "(m|km|km/h|ft|L|tbsp|tsp|h|min|s|°C|°F)";

    private record Coin(String one, String many, String partOne, String partMany) {}

    private static final Coin POUND = new Coin("pound", "pounds", "penny", "pence");
    private static final Coin DOLLAR = new Coin("dollar", "dollars", "cent", "cents");

    private static final String POWERS = "[⁰¹²³⁴⁵⁶⁷⁸⁹ˣʸⁿ]*";
    private static final String TERM =
            "((?:-|(?<!\\d))\\d++(?:\\.\\d++)?"
                    + POWERS
                    + "|\\.\\d++"
                    + POWERS
                    + "|[A-Za-z]"
                    + POWERS
                    + ")";
    private static final Map<String, String> OPERATORS =
            Map.of(
                    "+", " plus ",
                    "-", " minus ",
                    "×", " times ",
                    "÷", " divided by ",
                    "=", " Equals ");
    private static final Rule SUM =
            new Rule(
                    TERM + "\\s+([-+×÷=])\\s+" + TERM,
                    sum -> sum.group(1) + OPERATORS.get(sum.group(2)) + sum.group(3));

    private static final Rule NUMBERED =
            new Rule(
                    "\\b([0-9]++)\\. ",
                    found -> found.group(1) + EnglishNumbers.ending(found.group(1)) + ", ");

    private static final List<Rule> RULES =
            List.of(
                    new Rule("(?:^|\\s+)-(\\d+)", found -> "negative " + found.group(1)),
                    new Rule("[0-9][0-9,]+[0-9]", found -> found.group().replace(",", "")),
                    new Rule("\\b([01]?[0-9]|2[0-3]):([0-5][0-9])\\b", EnglishNormaliser::time),
                    new Rule(
                            "\\b([0-9]++(\\.[0-9]++)?)" + UNIT + "\\b", EnglishNormaliser::measure),
                    new Rule("£([0-9.,]*[0-9])", found -> money(found, POUND)),
                    new Rule("(?<![0-9.,])([0-9.,]++)(?<=[0-9])£", found -> money(found, POUND)),
                    new Rule("\\$([0-9.,]*[0-9])", found -> money(found, DOLLAR)),
                    new Rule(
                            "(?<![(0-9.,])([(0-9.,]++)(?<=[0-9])\\$",
                            found -> money(found, DOLLAR)),
                    new Rule(
                            "(?<![0-9])([0-9]++)\\.(\\s*[0-9]++)",
                            found ->
                                    found.group(1)
                                            + " point "
                                            + EnglishNumbers.apart(found.group(2))),
                    new Rule("(?<![0-9])([0-9]++)/([0-9]++)", EnglishNormaliser::fraction),
                    new Rule(
                            "(?<![0-9])([0-9]++)(?:st|nd|rd|th)",
                            found -> EnglishNumbers.ordinal(found.group(1))),
                    new Rule("[0-9]+", found -> EnglishNumbers.inText(found.group())));

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern UNSPOKEN = Pattern.compile("[^ A-Za-z'.,?!\\-]");
    private static final Pattern THAT_IS = Pattern.compile("(?i)i\\.e\\.");
    private static final Pattern FOR_EXAMPLE = Pattern.compile("(?i)e\\.g\\.");
    // What is written in capitals is spelled, so each gets its own word.
    private static final Pattern INNER_CAPITAL = Pattern.compile("(?<!^)(?<!\\s)([A-Z])");

    private EnglishNormaliser() {}

    /// A text as it is said.
    public static String normalise(String text) {
        var said = NUMBERED.apply(text);
        // Each pass leaves out every other sign of a chain.
        while (SUM.pattern.matcher(said).find()) {
            said = SUM.apply(said);
        }
        for (var rule : RULES) {
            said = rule.apply(said);
        }
        said = ACCENTS.matcher(Normalizer.normalize(said, Normalizer.Form.NFD)).replaceAll("");
        said = UNSPOKEN.matcher(said.replace("%", " percent")).replaceAll("");
        said = THAT_IS.matcher(said).replaceAll("that is");
        said = FOR_EXAMPLE.matcher(said).replaceAll("for example");
        return INNER_CAPITAL.matcher(said).replaceAll(" $1");
    }

    private static String time(MatchResult time) {
        int hours = Integer.parseInt(time.group(1));
        var half = hours < 12 ? "a.m." : "p.m.";
        var hour = EnglishNumbers.cardinal(String.valueOf(hours > 12 ? hours - 12 : hours), true);
        return time.group(2).equals("00")
                ? hour + " o'clock " + half
                : hour + " " + EnglishNumbers.cardinal(time.group(2), true) + " " + half;
    }

    private static String measure(MatchResult found) {
        boolean one = found.group(2) == null && isOne(found.group(1));
        var unit = UNITS.getOrDefault(found.group(3), new Unit("", ""));
        return found.group(1) + " " + (one ? unit.one() : unit.many());
    }

    private static boolean isOne(String digits) {
        return new BigInteger(digits).equals(BigInteger.ONE);
    }

    private static String money(MatchResult found, Coin coin) {
        var amount = found.group(1);
        var parts = amount.split("\\.", -1);
        if (parts.length > 2) {
            return amount + " " + coin.many();
        }
        var whole = amount(parts[0]);
        var part =
                parts.length > 1
                        ? amount((parts[1] + "00").substring(0, Math.max(2, parts[1].length())))
                        : BigInteger.ZERO;
        var wholes = whole + " " + (whole.equals(BigInteger.ONE) ? coin.one() : coin.many());
        var rest = part + " " + (part.equals(BigInteger.ONE) ? coin.partOne() : coin.partMany());
        if (whole.signum() > 0) {
            return part.signum() > 0 ? wholes + " and " + rest : wholes;
        }
        return part.signum() > 0 ? rest : "zero " + coin.many();
    }

    private static BigInteger amount(String digits) {
        var only = digits.replaceAll("[^0-9]", "");
        return only.isEmpty() ? BigInteger.ZERO : new BigInteger(only);
    }

    private static String fraction(MatchResult found) {
        var above = EnglishNumbers.cardinal(found.group(1), true);
        var below = new BigInteger(found.group(2));
        boolean many = new BigInteger(found.group(1)).compareTo(BigInteger.ONE) > 0;
        if (below.equals(BigInteger.ONE)) {
            return above;
        }
        if (below.equals(BigInteger.TWO)) {
            return above
                    + (new BigInteger(found.group(1)).equals(BigInteger.ONE) ? " half" : " halves");
        }
        return above + " " + EnglishNumbers.ordinal(found.group(2)) + (many ? "s" : "");
    }
}
