package studio.likeness.models.voice.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes Chinese as it is said: no digits, signs, units or letters are left, only Chinese
/// characters and the marks `! ? … , . -`.
public final class ChineseNormaliser {
    private static final String MARKS = "!?…,.-";
    private static final Pattern LEFT_OUT = Pattern.compile("[—《》【】<>{}()（）#&@“”^_|\\\\]");
    private static final Pattern LEFT_OUT_AFTER = Pattern.compile("[-—《》【】<=>{}()（）#&@“”^_|\\\\]");
    private static final Pattern SENTENCE_END = Pattern.compile("[：、，；。？！,;?!][”’]?");
    private static final Pattern UNSPOKEN = Pattern.compile("[^\u4e00-\u9fa5" + MARKS + "]+");
    private static final Pattern MARKS_IN_A_ROW =
            Pattern.compile("([" + MARKS + "])[" + MARKS + "]+");
    private static final Map<Character, String> SIGNS = signs();

    private final Map<Character, Character> simplified;
    private final Map<String, String> marks;
    private final Pattern mark;

    private ChineseNormaliser() {
        simplified = simplified();
        marks = Tables.loaded().marks();
        mark =
                Pattern.compile(
                        marks.keySet().stream()
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
    }

    /// Read once, when somebody first speaks Chinese.
    public static ChineseNormaliser loaded() {
        return Loaded.NORMALISER;
    }

    private static final class Loaded {
        static final ChineseNormaliser NORMALISER = new ChineseNormaliser();
    }

    private static Map<Character, Character> simplified() {
        try (var in = Tables.open("traditional.txt")) {
            var pairs = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            var map = new HashMap<Character, Character>();
            for (int i = 0; i + 1 < pairs.length(); i += 2) {
                map.put(pairs.charAt(i), pairs.charAt(i + 1));
            }
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Character, String> signs() {
        var signs = new HashMap<Character, String>();
        var rounds = "①一②二③三④四⑤五⑥六⑦七⑧八⑨九⑩十";
        for (int i = 0; i < rounds.length(); i += 2) {
            signs.put(rounds.charAt(i), rounds.substring(i + 1, i + 2));
        }
        // Small letters all, and those capitals that do not look like Latin ones.
        var greek =
                "α 阿尔法 β 贝塔 γΓ 伽玛 δΔ 德尔塔 ε 艾普西龙 ζ 捷塔 η 依塔 θΘ 西塔 ι 艾欧塔 κ 喀帕 λΛ 拉姆达"
                        + " μ 缪 ν 拗 ξΞ 克西 ο 欧米克伦 πΠ 派 ρ 肉 ςΣσ 西格玛 τ 套 υ 宇普西龙 φΦ 服艾"
                        + " χ 器 ψΨ 普赛 ωΩ 欧米伽";
        var words = Arrays.asList(greek.split(" "));
        for (int i = 0; i < words.size(); i += 2) {
            var said = words.get(i + 1);
            words.get(i).chars().forEach(letter -> signs.put((char) letter, said));
        }
        signs.putAll(Map.of('/', "每", '+', "加", '-', "减", '×', "乘", '÷', "除", '=', "等"));
        return signs;
    }

    /// The sentences of a text, each up to and with its mark; letters are still there.
    public List<String> sentences(String text) {
        var bare = LEFT_OUT.matcher(text.replace(" ", "")).replaceAll("");
        var sentences = new ArrayList<String>();
        for (var line : SENTENCE_END.matcher(bare).replaceAll("$0\n").strip().split("\n+")) {
            sentences.add(sentence(line.strip()));
        }
        return List.copyOf(sentences);
    }

    private String sentence(String sentence) {
        var plain = new StringBuilder();
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            plain.append(narrow(simplified.getOrDefault(c, c)));
        }
        var said = ChineseQuantities.said(plain.toString());
        var signed = new StringBuilder();
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            var sign = SIGNS.get(c);
            signed.append(sign == null ? String.valueOf(c) : sign);
        }
        return LEFT_OUT_AFTER.matcher(signed).replaceAll("");
    }

    /// Full-width letters and digits as ordinary ones.
    private static char narrow(char c) {
        boolean wide =
                (c >= '０' && c <= '９') || (c >= 'Ａ' && c <= 'Ｚ') || (c >= 'ａ' && c <= 'ｚ');
        return wide ? (char) (c - 65248) : c;
    }

    /// The whole text as it is said.
    public String normalise(String text) {
        var all = new StringBuilder();
        for (var sentence : sentences(text)) {
            var heard = sentence.replace("嗯", "恩").replace("呣", "母");
            var marked =
                    mark.matcher(heard).replaceAll(found -> marks.getOrDefault(found.group(), ""));
            all.append(UNSPOKEN.matcher(marked).replaceAll(""));
        }
        // A row of marks would let the reference leak into what is spoken.
        return MARKS_IN_A_ROW.matcher(all).replaceAll("$1");
    }
}
