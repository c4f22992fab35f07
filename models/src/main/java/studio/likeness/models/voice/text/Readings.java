package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How Chinese is read when nothing else decides: 43,000 phrases, and each character's usual sound.
final class Readings {
    private static final String FILE = "chinese-readings.xz";

    // Single words that are read otherwise when they are alone, by their part of speech; the first
    // of a word's rows that fits counts, and an empty tag fits always.
    private static final String[] ALONE = {
        "得 ud de5",
        "得 v de2",
        "得  de5",
        "地 n di4",
        "地 uv de5",
        "地  di4",
        "长 v zhang3",
        "长  chang2",
        "着 v zhao2",
        "着  zhe5",
        "还 v huan2",
        "还  hai2",
        "为 v wei2",
        "为  wei4",
        "只 q zhi1",
        "只 m zhi1",
        "只  zhi3",
        "种 v zhong4",
        "种  zhong3",
        "行 q hang2",
        "重 v chong2",
        "重 d chong2",
        "倒 v dao3",
        "教 v jiao1",
        "数 v shu3",
        "干 v gan4",
        "干 a gan1",
        "藏 v cang2",
        "调 v tiao2",
        "背 v bei1",
        "分 n fen1",
        "钻 v zuan1",
        "弹 v tan2",
        "担 n dan4",
        "似  si4",
        "量 v liang2",
        "散 v san4",
        "扎 v zha1",
        "朝 p chao2",
        "佛  fo2",
        "曾 d ceng2",
        "曾 nr zeng1",
        "单 nr shan4",
        "任 nr ren2",
        "中 v zhong4",
        "铺 v pu1",
        "撒 v sa1",
        "卡  ka3",
        "曲 n qu3",
        "率 v shuai4",
        "创 v chuang4",
        "划 v hua2",
        "扇 v shan1",
        "熟  shou2",
        "色  se4",
        "都 nz du1",
        "相 n xiang4",
        "应 v ying4"
    };

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, List<String[]>> alone = new HashMap<>();
    private int longest = 1;

    private Readings() {
        Tables.unpack(
                FILE,
                line -> {
                    int blank = line.indexOf(' ');
                    known.put(line.substring(0, blank), line.substring(blank + 1));
                    longest = Math.max(longest, blank);
                });
        for (var row : ALONE) {
            var parts = row.split(" ");
            alone.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts);
        }
    }

    /// Read once, when somebody first speaks Chinese.
    static Readings loaded() {
        return Loaded.READINGS;
    }

    private static final class Loaded {
        static final Readings READINGS = new Readings();
    }

    /// A word within its sentence.
    List<String> of(ChineseWords.Word word) {
        for (var row : alone.getOrDefault(word.text(), List.of())) {
            if (row[1].isEmpty() || row[1].equals(word.tag())) {
                return List.of(row[2]);
            }
        }
        return of(word.text());
    }

    /// One syllable with its tone (`zhong1`, `lv4`, `le5`) per character; a mark is itself. The
    /// longest phrases that the text starts with decide.
    List<String> of(String text) {
        var whole = known.get(text);
        if (whole != null) {
            return List.of(whole.split(" "));
        }
        var syllables = new ArrayList<String>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + longest);
            while (end > at + 1 && !known.containsKey(text.substring(at, end))) {
                end--;
            }
            var part = text.substring(at, end);
            syllables.addAll(List.of(known.getOrDefault(part, part).split(" ")));
            at = end;
        }
        return List.copyOf(syllables);
    }
}
