package studio.likeness.models.face;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/// What espeak-ng's mnemonics for Mandarin (`cmn-latn-pinyin`) and British English look like.
/// Diphthongs are two or three shapes after one another.
final class PhonemeVisemes {
    private static final Map<String, List<Viseme>> TABLE =
            Map.ofEntries(
                    // pauses
                    entry("_", List.of(Viseme.REST)),
                    entry("_:", List.of(Viseme.REST)),
                    entry("_::", List.of(Viseme.REST)),
                    // consonants of both languages
                    entry("p", List.of(Viseme.PP)),
                    entry("ph", List.of(Viseme.PP)),
                    entry("b", List.of(Viseme.PP)),
                    entry("m", List.of(Viseme.PP)),
                    entry("m-", List.of(Viseme.PP)),
                    entry("f", List.of(Viseme.FF)),
                    entry("v", List.of(Viseme.FF)),
                    entry("t", List.of(Viseme.DD)),
                    entry("th", List.of(Viseme.DD)),
                    entry("t2", List.of(Viseme.DD)),
                    entry("d", List.of(Viseme.DD)),
                    entry("n", List.of(Viseme.DD)),
                    entry("n-", List.of(Viseme.DD)),
                    entry("l", List.of(Viseme.DD)),
                    entry("l/", List.of(Viseme.DD)),
                    entry("L", List.of(Viseme.DD)),
                    entry("@L", List.of(Viseme.EH, Viseme.DD)),
                    entry("T", List.of(Viseme.DD)),
                    entry("D", List.of(Viseme.DD)),
                    entry("k", List.of(Viseme.KK)),
                    entry("kh", List.of(Viseme.KK)),
                    entry("g", List.of(Viseme.KK)),
                    entry("h", List.of(Viseme.KK)),
                    entry("x", List.of(Viseme.KK)),
                    entry("X", List.of(Viseme.KK)),
                    entry("N", List.of(Viseme.KK)),
                    entry("N-", List.of(Viseme.KK)),
                    entry("?", List.of(Viseme.KK)),
                    entry("s", List.of(Viseme.SS)),
                    entry("z", List.of(Viseme.SS)),
                    entry("z/2", List.of(Viseme.SS)),
                    entry("ts", List.of(Viseme.SS)),
                    entry("tsh", List.of(Viseme.SS)),
                    entry("S;", List.of(Viseme.SS)),
                    entry("tS;", List.of(Viseme.SS)),
                    entry("tS;h", List.of(Viseme.SS)),
                    entry("S", List.of(Viseme.CH)),
                    entry("Z", List.of(Viseme.CH)),
                    entry("tS", List.of(Viseme.CH)),
                    entry("dZ", List.of(Viseme.CH)),
                    entry("s.", List.of(Viseme.CH)),
                    entry("z.", List.of(Viseme.CH)),
                    entry("ts.", List.of(Viseme.CH)),
                    entry("ts.h", List.of(Viseme.CH)),
                    entry("r", List.of(Viseme.RR)),
                    entry("r-", List.of(Viseme.RR)),
                    entry("j", List.of(Viseme.IH)),
                    entry(";", List.of(Viseme.IH)),
                    entry("w", List.of(Viseme.OU)),
                    // vowels of English
                    entry("a", List.of(Viseme.AA)),
                    entry("aa", List.of(Viseme.AA)),
                    entry("a#", List.of(Viseme.EH)),
                    entry("A:", List.of(Viseme.AA)),
                    entry("A@", List.of(Viseme.AA)),
                    entry("A~", List.of(Viseme.AA)),
                    entry("V", List.of(Viseme.AA)),
                    entry("0", List.of(Viseme.OH)),
                    entry("O:", List.of(Viseme.OH)),
                    entry("O@", List.of(Viseme.OH)),
                    entry("o@", List.of(Viseme.OH)),
                    entry("O~", List.of(Viseme.OH)),
                    entry("OI", List.of(Viseme.OH, Viseme.IH)),
                    entry("oU", List.of(Viseme.OH, Viseme.OU)),
                    entry("aI", List.of(Viseme.AA, Viseme.IH)),
                    entry("aI@", List.of(Viseme.AA, Viseme.IH, Viseme.EH)),
                    entry("aI3", List.of(Viseme.AA, Viseme.IH, Viseme.EH)),
                    entry("aU", List.of(Viseme.AA, Viseme.OU)),
                    entry("aU@", List.of(Viseme.AA, Viseme.OU, Viseme.EH)),
                    entry("eI", List.of(Viseme.EH, Viseme.IH)),
                    entry("E", List.of(Viseme.EH)),
                    entry("E2", List.of(Viseme.EH)),
                    entry("e@", List.of(Viseme.EH)),
                    entry("@", List.of(Viseme.EH)),
                    entry("@2", List.of(Viseme.EH)),
                    entry("@5", List.of(Viseme.EH)),
                    entry("@-", List.of(Viseme.EH)),
                    entry("3", List.of(Viseme.EH)),
                    entry("3:", List.of(Viseme.RR)),
                    entry("I", List.of(Viseme.IH)),
                    entry("I2", List.of(Viseme.IH)),
                    entry("I#", List.of(Viseme.IH)),
                    entry("i", List.of(Viseme.IH)),
                    entry("i:", List.of(Viseme.IH)),
                    entry("i@", List.of(Viseme.IH, Viseme.EH)),
                    entry("i@3", List.of(Viseme.IH, Viseme.EH)),
                    entry("U", List.of(Viseme.OU)),
                    entry("U@", List.of(Viseme.OU, Viseme.EH)),
                    entry("u:", List.of(Viseme.OU)),
                    // vowels of Mandarin
                    entry("A", List.of(Viseme.AA)),
                    entry("ai", List.of(Viseme.AA, Viseme.IH)),
                    entry("Au", List.of(Viseme.AA, Viseme.OU)),
                    entry("@r", List.of(Viseme.RR)),
                    entry("ei", List.of(Viseme.EH, Viseme.IH)),
                    entry("i.", List.of(Viseme.CH)),
                    entry("i[", List.of(Viseme.SS)),
                    entry("iA", List.of(Viseme.IH, Viseme.AA)),
                    entry("iAu", List.of(Viseme.IH, Viseme.AA, Viseme.OU)),
                    entry("iE", List.of(Viseme.IH, Viseme.EH)),
                    entry("io", List.of(Viseme.IH, Viseme.OH)),
                    entry("iou", List.of(Viseme.IH, Viseme.OH, Viseme.OU)),
                    entry("o", List.of(Viseme.OH)),
                    entry("o-", List.of(Viseme.EH)),
                    entry("ong", List.of(Viseme.OU, Viseme.KK)),
                    entry("ou", List.of(Viseme.OH, Viseme.OU)),
                    entry("u", List.of(Viseme.OU)),
                    entry("uA", List.of(Viseme.OU, Viseme.AA)),
                    entry("ua", List.of(Viseme.OU, Viseme.AA)),
                    entry("uai", List.of(Viseme.OU, Viseme.AA, Viseme.IH)),
                    entry("u@", List.of(Viseme.OU, Viseme.EH)),
                    entry("uei", List.of(Viseme.OU, Viseme.EH, Viseme.IH)),
                    entry("uo", List.of(Viseme.OU, Viseme.OH)),
                    entry("y", List.of(Viseme.OU)),
                    entry("yu", List.of(Viseme.OU)),
                    entry("y&", List.of(Viseme.OU, Viseme.EH)),
                    entry("yE", List.of(Viseme.OU, Viseme.EH)),
                    entry("y@", List.of(Viseme.OU, Viseme.EH)),
                    entry("yi", List.of(Viseme.IH)));

    private PhonemeVisemes() {}

    /// In order; empty for what is not a sound (tones, the bounds of words) and for what nobody
    /// knows, so that the shape before goes on.
    ///
    /// @param mnemonic with or without marks of stress and tone
    static List<Viseme> of(String mnemonic) {
        var known = TABLE.get(mnemonic);
        return known != null ? known : TABLE.getOrDefault(bare(mnemonic), List.of());
    }

    /// Without stress before it and a tone's digits after it.
    private static String bare(String mnemonic) {
        int start = 0;
        while (start < mnemonic.length() && "',%=".indexOf(mnemonic.charAt(start)) >= 0) {
            start++;
        }
        int end = mnemonic.length();
        while (end > start + 1 && Character.isDigit(mnemonic.charAt(end - 1))) {
            end--;
        }
        return mnemonic.substring(start, end);
    }
}
