package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassagesTest {
    @Test
    void cutsAtSentenceEndsOnly() {
        assertEquals(
                List.of("他说：“你去吧。”", "我不去！？", "Mr. J. Smith paid 3.14 dollars. ", "Why?! ", "So…"),
                Sentences.of("他说：“你去吧。”我不去！？Mr. J. Smith paid 3.14 dollars. Why?! So…"));
    }

    @Test
    void fillsChinesePassagesBetweenTheBounds() {
        var paragraph = "那年冬天海面结了冰，我们从这头走到那头，一路上谁也没有说话。".repeat(40);
        var passages = Passages.of(new Prose("", List.of(List.of(paragraph))));
        assertEquals(paragraph, String.join("", passages));
        for (var passage : passages) {
            assertTrue(passage.length() >= 80 && passage.length() <= 220, passage);
            assertTrue(passage.endsWith("。"), passage);
        }
    }

    @Test
    void fillsEnglishPassagesBetweenTheBounds() {
        var paragraph =
                "That winter the sea froze, and we walked across without a word. ".repeat(40);
        var passages = Passages.of(new Prose("", List.of(List.of(paragraph.strip()))));
        assertEquals(paragraph.strip(), String.join(" ", passages));
        for (var passage : passages) {
            int words = passage.split(" ").length;
            assertTrue(words >= 40 && words <= 90, passage);
            assertTrue(passage.endsWith("."), passage);
        }
    }

    @Test
    void putsShortParagraphsTogetherButNotSections() {
        var prose = new Prose("", List.of(List.of("第一句。", "第二句。"), List.of("标题", "第三句。")));
        assertEquals(List.of("第一句。\n第二句。", "标题\n第三句。"), Passages.of(prose));
    }

    @Test
    void keepsALongSentenceWholeUpToFourHundredCharacters() {
        var sentence = "话".repeat(300) + "。";
        assertEquals(List.of(sentence), Passages.of(new Prose("", List.of(List.of(sentence)))));
    }

    @Test
    void cutsALongerOneAtACommaOrASpaceAndNeverInsideACharacter() {
        var commas = "话".repeat(150) + "，" + "说".repeat(350) + "。";
        assertEquals(commas.substring(0, 151), Sentences.of(commas).getFirst());
        var spaces = "word ".repeat(200);
        assertTrue(Sentences.of(spaces).stream().allMatch(s -> s.endsWith(" ")));
        var emoji = "a" + "😀".repeat(400);
        assertEquals(emoji, String.join("", Sentences.of(emoji)));
        assertTrue(
                Sentences.of(emoji).stream()
                        .noneMatch(s -> Character.isHighSurrogate(s.charAt(s.length() - 1))));
    }
}
