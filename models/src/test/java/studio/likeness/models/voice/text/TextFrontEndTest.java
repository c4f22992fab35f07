package studio.likeness.models.voice.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;

class TextFrontEndTest {
    private final TextFrontEnd reader = new TextFrontEnd();

    private String said(String text) {
        return reader.read(text, "auto", Symbols.V2).stream()
                .map(each -> String.join(" ", each.phonemes()))
                .collect(Collectors.joining(" | "));
    }

    @Test
    void switchesLanguageWithinASentence() {
        var read = reader.read("他说：I don't think so，对吧？", "zh", Symbols.V2);

        assertEquals(
                List.of("zh", "en", "zh"), read.stream().map(Pronunciation::language).toList());
        assertEquals("他说,", read.getFirst().normalised());
        assertEquals("AY1 D OW1 N T TH IH1 NG K S OW1 ,", String.join(" ", read.get(1).phonemes()));
    }

    @Test
    void countsThePhonemesOfEveryChineseCharacter() {
        for (var each : reader.read("今天下午3点，我们一起去公园散步。", "zh", Symbols.V2)) {
            assertEquals(each.normalised().length(), each.perCharacter().size());
            assertEquals(
                    each.phonemes().size(),
                    each.perCharacter().stream().mapToInt(Integer::intValue).sum());
            assertEquals(each.phonemes().size(), each.ids().length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "还有三个人都长大了|h ai2 y ou3 s an1 g e5 r en2 d ou1 zh ang3 d a4 l e5",
                "音乐会重新开始|y in1 y ve4 h ui4 ch ong2 x in1 k ai1 sh ir3",
                "重庆银行的音乐|ch ong2 q ing4 y in2 h ang2 d e5 y in1 y ve4",
                "身高180cm，很高|sh en1 g ao1 y i1 b ai3 b a1 sh ir2 l i2 m i3 , h en3 g ao1",
                "价格是￥5，便宜|j ia4 g e2 sh ir4 SP2 w u3 SP2 p ian2 y i5",
            })
    void readsPhrasesByTheirSense(String text, String phonemes) {
        assertEquals(phonemes, said(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I have read it twice|AY1 HH AE1 V R EH1 D IH1 T T W AY1 S",
                "Please use the GPU|P L IY1 Z Y UW1 Z DH AH0 JH IY1 P IY1 Y UW1",
                "The NASA podcasts|DH AH0 EH1 N EY1 EH1 S EY1 P AO1 D K AE2 S T S",
                "We met at 14:30|W IY1 M EH1 T AE1 T T UW1 TH ER1 D IY2 P IY1 . EH1 M .",
            })
    void spellsInflectsAndChoosesEnglishWords(String text, String phonemes) {
        assertEquals(phonemes, said(text));
    }

    @Test
    void putsAPauseBeforeWhatIsVeryShort() {
        assertEquals(". n i2 h ao3 !", said("你好！"));
        assertEquals(". w u3 .", said("5。"));
        assertEquals(". HH AY1 .", said("Hi."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "。。。", "😀", "\u0000\u0007", "?!…", "—", "の", "\uD800"})
    void saysNothingWhereNothingCanBeSaid(String text) {
        assertEquals(List.of(), reader.read(text, "zh", Symbols.V2));
        assertEquals(List.of(), TextCut.FOUR_SENTENCES.pieces("", "zh"));
    }

    @Test
    void refusesLanguagesItWasNotTaught() {
        for (var language : List.of("ja", "ko", "yue")) {
            assertThrows(StudioException.class, () -> reader.read("你好", language, Symbols.V2));
        }
        assertThrows(StudioException.class, () -> reader.read("こんにちは", "auto", Symbols.V2));
    }

    @Test
    void knowsOnlyTheSymbolsOfItsTable() {
        var ids = reader.read("你好，世界。", "zh", Symbols.V1).getFirst().ids();

        for (long id : ids) {
            assertTrue(id >= 0 && id < 322);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9", "一", "x", "1+", "3.", "-", "犇", "a'", "8:30-", "不", "$1,", " ", "1~"})
    void readsTenThousandCharactersInBoundedTime(String part) {
        var text = part.repeat(TextFrontEnd.LONGEST / part.length());

        for (var language : List.of("zh", "en")) {
            // Far above what it takes, for machines that do other things.
            assertTimeout(Duration.ofSeconds(60), () -> reader.read(text, language, Symbols.V2));
        }
    }

    @Test
    void readsWhateverIsWritten() {
        var random = new Random(5);
        var alphabet = "你好不一儿了的長乾0123456789.,:/-~%℃$￥+×=abcXYZ'é の한Ж\u0000😀…—。！？；\n\t①π²";
        var points = alphabet.codePoints().toArray();
        for (int i = 0; i < 2000; i++) {
            var text =
                    random.ints(random.nextInt(40), 0, points.length)
                            .mapToObj(at -> Character.toString(points[at]))
                            .collect(Collectors.joining());
            for (var cut : TextCut.values()) {
                for (var piece : cut.pieces(text, "zh")) {
                    for (var each : reader.read(piece, i % 2 == 0 ? "zh" : "en", Symbols.V2)) {
                        assertEquals(each.phonemes().size(), each.ids().length);
                    }
                }
            }
        }
    }
}
