package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.speech.Transcript.Word;

class ChineseScriptTest {
    @ParameterizedTest
    @CsvSource({
        "头发, 頭髮",
        "发展, 發展",
        "理发, 理髮",
        "皇后, 皇后",
        "后面, 後面",
        "干净, 乾淨",
        "干部, 幹部",
        "干涉, 干涉",
        "乾坤, 乾坤",
        "面条, 麵條",
        "见面, 見面",
        "公里, 公里",
        "一只猫, 一隻貓",
        "只有, 只有",
        "台风, 颱風",
        "钟表, 鐘錶",
        "系统, 系統",
        "关系, 關係",
        "茶几, 茶几",
        "松树, 松樹",
        "放松, 放鬆",
        "山谷, 山谷",
        "谷物, 穀物",
        "我的头发干了，皇后在后面发展, 我的頭髮乾了，皇后在後面發展"
    })
    void knowsPhrases(String simplified, String traditional) {
        assertEquals(traditional, ChineseScript.TRADITIONAL.written(simplified, "zh"));
        assertEquals(simplified, ChineseScript.SIMPLIFIED.written(traditional, "zh"));
    }

    @Test
    void leavesWhatIsWrittenSoAlready() {
        assertEquals("皇后的頭髮", ChineseScript.TRADITIONAL.written("皇后的頭髮", "zh"));
        assertEquals("皇后的头发", ChineseScript.SIMPLIFIED.written("皇后的头发", "zh"));
        assertEquals("OK, 3.5 版。", ChineseScript.SIMPLIFIED.written("OK, 3.5 版。", "zh"));
        assertEquals("头髮", ChineseScript.ANY.written("头髮", "zh"));
    }

    @Test
    void leavesOtherLanguages() {
        assertEquals("発展と國語", ChineseScript.SIMPLIFIED.written("発展と國語", "ja"));
        assertEquals("飲咗", ChineseScript.TRADITIONAL.written("饮咗", "yue"));
    }

    @Test
    void aWordThatIsCutApartIsStillOnePhrase() {
        var words =
                List.of(
                        new Word("头", 0.1, 0.3, 0.9),
                        new Word("发", 0.3, 0.5, 0.8),
                        new Word("发", 0.6, 0.8, 0.7),
                        new Word("展。", 0.8, 1.0, 0.6));
        assertEquals(
                List.of(
                        new Word("頭", 0.1, 0.3, 0.9),
                        new Word("髮", 0.3, 0.5, 0.8),
                        new Word("發", 0.6, 0.8, 0.7),
                        new Word("展。", 0.8, 1.0, 0.6)),
                ChineseScript.TRADITIONAL.written(words, "zh"));
    }
}
