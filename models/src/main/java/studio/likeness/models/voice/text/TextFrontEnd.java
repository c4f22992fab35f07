package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// Reads written text as GPT-SoVITS was taught to: languages told apart within a sentence, numbers
/// and signs as words, words as phonemes. Its tables are loaded on first use. Safe for many
/// threads.
public final class TextFrontEnd {
    /// Longest piece that is read; {@link TextCut#pieces} gives far shorter ones.
    public static final int LONGEST = 10_000;

    // With fewer the text-to-semantic network stumbles, so a pause is put in front.
    private static final int FEWEST = 6;
    private static final int FEWEST_ENGLISH = 4;
    private static final Pattern LEADING_MARKS = Pattern.compile("^[!?…,.\\-\\s]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}&&[^\\s]]");

    /// Signs that ask for a pause of their own in Chinese, and the symbol of it.
    private static final Map<String, String> PAUSES = Map.of("￥", "SP2", "^", "SP3");

    /// How one piece of text is spoken, a stretch for each change of language, in order. The
    /// phonemes
    /// of the stretches follow each other in the network's input; only `zh` has BERT features, the
    /// other columns are zeros.
    ///
    /// @param piece one of {@link TextCut#pieces}, or a clause as it arrives
    /// @param language `zh` (Chinese mixed with English), `en`, or `auto`
    /// @return empty where nothing can be spoken: no letters, or only marks
    /// @throws StudioException if the language is not one that is spoken, or the piece is longer
    /// than
    ///     {@link #LONGEST}
    public List<Pronunciation> read(String piece, String language, Symbols symbols) {
        check(piece, language);
        var text = BLANKS.matcher(UNREADABLE.matcher(piece).replaceAll("")).replaceAll(" ");
        var stretches =
                language.equals("en")
                        ? List.of(new Stretches.Stretch("en", text))
                        : Stretches.of(text);
        var spoken = spoken(stretches, symbols, false);
        int count = spoken.stream().mapToInt(each -> each.phonemes().size()).sum();
        return count < FEWEST ? spoken(stretches, symbols, true) : spoken;
    }

    private static void check(String piece, String language) {
        switch (language) {
            case "zh", "en" -> {}
            case "auto" -> {
                if (Stretches.mostlyOther(piece)) {
                    throw new StudioException("models.voice.text.script");
                }
            }
            default -> throw new StudioException("models.voice.text.language", language);
        }
        if (piece.length() > LONGEST) {
            throw new StudioException("models.voice.text.tooLong", piece.length(), LONGEST);
        }
    }

    private static List<Pronunciation> spoken(
            List<Stretches.Stretch> stretches, Symbols symbols, boolean pauseFirst) {
        var spoken = new ArrayList<Pronunciation>();
        for (var stretch : stretches) {
            boolean pause = pauseFirst && spoken.isEmpty();
            var each =
                    stretch.language().equals("en")
                            ? english(stretch.text(), symbols, pause)
                            : chinese(stretch.text(), symbols, pause);
            if (!each.phonemes().isEmpty()) {
                spoken.add(each);
            }
        }
        boolean words = spoken.stream().anyMatch(TextFrontEnd::hasLetters);
        return words ? List.copyOf(spoken) : List.of();
    }

    private static boolean hasLetters(Pronunciation spoken) {
        return spoken.normalised().codePoints().anyMatch(Character::isLetter);
    }

    private static Pronunciation chinese(String text, Symbols symbols, boolean pause) {
        var sign = PAUSES.keySet().stream().filter(text::contains).sorted().findFirst();
        var plain = sign.map(each -> text.replace(each, ",")).orElse(text);
        var normalised = paused(ChineseNormaliser.loaded().normalise(plain), pause);
        var sounds = ChineseSounds.loaded().of(normalised);
        var comma = sign.map(PAUSES::get).orElse(",");
        var phonemes =
                sounds.phonemes().stream()
                        .map(phoneme -> phoneme.equals(",") ? comma : phoneme)
                        .map(symbols::known)
                        .toList();
        return new Pronunciation(
                "zh", normalised, phonemes, symbols.ids(phonemes), sounds.perCharacter());
    }

    private static Pronunciation english(String text, Symbols symbols, boolean pause) {
        var normalised = paused(EnglishSounds.written(text), pause);
        var phonemes = new ArrayList<>(EnglishSounds.loaded().of(normalised));
        if (!phonemes.isEmpty() && phonemes.size() < FEWEST_ENGLISH) {
            phonemes.addFirst(",");
        }
        var known = phonemes.stream().map(symbols::known).toList();
        return new Pronunciation("en", normalised, known, symbols.ids(known), List.of());
    }

    // Put before what is said and not before what is written, where it would make 5 into .5.
    private static String paused(String normalised, boolean pause) {
        var rest = LEADING_MARKS.matcher(normalised).replaceFirst("");
        return pause && !rest.isEmpty() ? "." + rest : normalised;
    }
}
