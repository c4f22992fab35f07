package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.likeness.models.voice.text.ChineseWords.Word;

/// How the tones of a word change because of each other: `不`, `一`, syllables without a tone, third
/// tones in a row, and `儿` that curls the syllable before it. Syllables end in their tone, 1 to 5.
final class ToneRules {
    private static final String MARKS = "：，；。？！“”‘’':,;.?!";
    private static final String NUMERALS =
            "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮" + "貳贰阡陆陌陸零";
    private static final String PARTICLES = "吧呢哈啊呐噻嘛吖嗨呐哦哒额滴哩哟喽啰耶喔诶的地得";
    private static final Set<String> ASPECTS = Set.of("ul", "uz", "ug");
    private static final Set<String> PEOPLE_AND_THINGS = Set.of("r", "n");
    private static final Set<String> PLACES = Set.of("s", "l", "f");
    private static final Set<String> UNCURLED_TAGS = Set.of("a", "j", "nr");

    private final Tables tables;
    private final ChineseWords words;

    ToneRules(Tables tables, ChineseWords words) {
        this.tables = tables;
        this.words = words;
    }

    /// @param citation of each character of the word
    List<String> said(Word word, List<String> citation) {
        var said = new ArrayList<>(citation);
        if (said.size() != word.text().length()) {
            return said;
        }
        not(word.text(), said);
        one(word.text(), said);
        neutral(word, said);
        thirds(word.text(), said);
        curl(word, said);
        return said;
    }

    private static void tone(List<String> syllables, int at, char tone) {
        var syllable = syllables.get(at);
        if (Character.isDigit(syllable.charAt(syllable.length() - 1))) {
            syllables.set(at, syllable.substring(0, syllable.length() - 1) + tone);
        }
    }

    private static boolean has(List<String> syllables, int at, String tone) {
        return syllables.get(at).endsWith(tone);
    }

    private static void not(String word, List<String> said) {
        if (word.length() == 3 && word.charAt(1) == '不') {
            tone(said, 1, '5');
            return;
        }
        for (int i = 0; i + 1 < word.length(); i++) {
            if (word.charAt(i) == '不' && has(said, i + 1, "4")) {
                tone(said, i, '2');
            }
        }
    }

    private static void one(String word, List<String> said) {
        if (word.indexOf('一') < 0 || word.chars().allMatch(c -> NUMERALS.indexOf(c) >= 0)) {
            return;
        }
        if (word.length() == 3 && word.charAt(1) == '一' && word.charAt(0) == word.charAt(2)) {
            tone(said, 1, '5');
        } else if (word.startsWith("第一")) {
            tone(said, 1, '1');
        } else {
            for (int i = 0; i + 1 < word.length(); i++) {
                if (word.charAt(i) != '一') {
                    continue;
                }
                if (has(said, i + 1, "4")) {
                    tone(said, i, '2');
                } else if (MARKS.indexOf(word.charAt(i + 1)) < 0) {
                    tone(said, i, '4');
                }
            }
        }
    }

    private void neutral(Word word, List<String> said) {
        var text = word.text();
        boolean mayBe = !tables.notNeutral().contains(text);
        for (int i = 1; i < text.length(); i++) {
            if (mayBe && text.charAt(i) == text.charAt(i - 1) && isNounVerbOrQuality(word.tag())) {
                tone(said, i, '5');
            }
        }
        int last = text.length() - 1;
        int measure = text.indexOf('个');
        if (endsWeakly(word, mayBe)) {
            tone(said, last, '5');
        } else if (text.equals("个") || (measure > 0 && counts(text.charAt(measure - 1)))) {
            tone(said, measure, '5');
        } else if (isNeutral(text)) {
            tone(said, last, '5');
        }
        int border = 0;
        for (var half : words.halves(text)) {
            border += half.length();
            if (isNeutral(half)) {
                tone(said, border - 1, '5');
            }
        }
    }

    private static boolean isNounVerbOrQuality(String tag) {
        return "nva".indexOf(tag.charAt(0)) >= 0;
    }

    /// Particles, aspects, `们` and `子`, places, and directions behind a verb of movement.
    private static boolean endsWeakly(Word word, boolean mayBe) {
        var text = word.text();
        char last = text.charAt(text.length() - 1);
        if (PARTICLES.indexOf(last) >= 0) {
            return true;
        }
        if (text.length() == 1) {
            return "了着过".indexOf(last) >= 0 && ASPECTS.contains(word.tag());
        }
        return ("们子".indexOf(last) >= 0 && PEOPLE_AND_THINGS.contains(word.tag()) && mayBe)
                || ("上下里".indexOf(last) >= 0 && PLACES.contains(word.tag()))
                || ("来去".indexOf(last) >= 0
                        && "上下进出回过起开".indexOf(text.charAt(text.length() - 2)) >= 0);
    }

    private static boolean counts(char before) {
        return NUMERALS.indexOf(before) >= 0 || "几有两半多各整每做是".indexOf(before) >= 0;
    }

    private boolean isNeutral(String word) {
        return tables.neutral().contains(word)
                || tables.neutral().contains(word.substring(Math.max(0, word.length() - 2)));
    }

    private void thirds(String word, List<String> said) {
        switch (word.length()) {
            case 2 -> pair(said);
            case 3 -> triple(word, said);
            case 4 -> {
                pair(said.subList(0, 2));
                pair(said.subList(2, 4));
            }
            default -> {
                // One syllable has no neighbour, and of more than four no rule is known.
            }
        }
    }

    private static void pair(List<String> said) {
        if (said.size() == 2 && WordMerges.allThird(said)) {
            tone(said, 0, '2');
        }
    }

    private void triple(String word, List<String> said) {
        int border = words.halves(word).getFirst().length();
        if (WordMerges.allThird(said)) {
            if (border == 2) {
                tone(said, 0, '2');
                tone(said, 1, '2');
            } else if (border == 1) {
                tone(said, 1, '2');
            }
            return;
        }
        var left = said.subList(0, border);
        var right = said.subList(border, said.size());
        pair(left);
        if (right.size() == 2 && WordMerges.allThird(right)) {
            tone(right, 0, '2');
        } else if (!right.isEmpty()
                && !WordMerges.allThird(right)
                && WordMerges.third(right.getFirst())
                && !left.isEmpty()
                && WordMerges.third(left.getLast())) {
            tone(left, left.size() - 1, '2');
        }
    }

    private void curl(Word word, List<String> said) {
        var text = word.text();
        int last = text.length() - 1;
        if (text.charAt(last) != '儿') {
            return;
        }
        if (said.get(last).equals("er1")) {
            said.set(last, "er2");
        }
        boolean own = tables.notCurled().contains(text) || UNCURLED_TAGS.contains(word.tag());
        boolean must = tables.curled().contains(text);
        boolean ends = tables.notCurled().contains(text.substring(Math.max(0, last - 1)));
        boolean curls = said.get(last).equals("er2") || said.get(last).equals("er5");
        if ((must || !own) && curls && !ends && last > 0) {
            var before = said.get(last - 1);
            said.set(last, "er" + before.charAt(before.length() - 1));
        }
    }
}
