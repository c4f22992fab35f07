package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import studio.likeness.models.voice.SystemVoice;

class PhonemeVisemesTest {
    @Test
    void ignoresStressTonesAndTheBoundsOfWords() {
        assertEquals(List.of(Viseme.AA), PhonemeVisemes.of("'A:"));
        assertEquals(List.of(Viseme.AA, Viseme.OU), PhonemeVisemes.of("Au51"));
        assertEquals(List.of(Viseme.EH), PhonemeVisemes.of("@2"));
        for (var silent : List.of("55", "214", "_|", "'", ",", "(en)", "", "no such sound")) {
            assertEquals(List.of(), PhonemeVisemes.of(silent), silent);
        }
    }

    @Test
    void restsInPauses() {
        assertEquals(List.of(Viseme.REST), PhonemeVisemes.of("_:"));
    }

    @Test
    void movesThroughDiphthongs() {
        assertEquals(List.of(Viseme.AA, Viseme.IH), PhonemeVisemes.of("aI"));
        assertEquals(List.of(Viseme.IH, Viseme.OH, Viseme.OU), PhonemeVisemes.of("iou"));
    }

    @Test
    void knowsEverySoundTheVoiceMakes() throws InterruptedException {
        var voice = SystemVoice.find();
        assumeTrue(
                voice.isPresent() && voice.get().name().startsWith("espeak"),
                "espeak-ng is not installed");
        var unknown = new TreeSet<String>();
        for (var language : List.of("zh", "en")) {
            var text = language.equals("zh") ? everyThirdCharacter() : ENGLISH;
            voice.get()
                    .speak(
                            text,
                            language,
                            Duration.ZERO,
                            chunk ->
                                    chunk.phonemes().stream()
                                            .map(phoneme -> phoneme.symbol())
                                            .filter(symbol -> !symbol.equals("_|"))
                                            .filter(symbol -> PhonemeVisemes.of(symbol).isEmpty())
                                            .forEach(unknown::add));
        }
        voice.get().close();
        assertEquals(new TreeSet<String>(), unknown);
    }

    private static String everyThirdCharacter() {
        var text = new StringBuilder();
        for (int point = 0x4e00; point < 0x9fa5; point += 30) {
            text.appendCodePoint(point);
        }
        return text.toString();
    }

    private static final String ENGLISH =
            "The quick brown fox jumps over the lazy dog. A church, a judge, measure, thought,"
                    + " this, wing, yes, you. Fire, tower, near, pure, air, boy, now, go, face, car,"
                    + " bird, water, little, button, button, happy, library, actually, schedule, loch,"
                    + " uh-oh, restaurant, café, genre, queue, twelfth, sixths, strengths, million,"
                    + " idea, royal, player, slower, curious, museum, onion, rhythm, apple, bottle,"
                    + " garden, cousin.";
}
