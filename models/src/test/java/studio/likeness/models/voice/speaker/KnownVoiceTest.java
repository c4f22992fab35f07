package studio.likeness.models.voice.speaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SharedMaterial;
import studio.likeness.models.voice.speaker.KnownVoice.Print;
import studio.likeness.models.voice.speaker.Likeness.Meaning;
import studio.likeness.models.voice.speaker.Likeness.Span;

class KnownVoiceTest {
    private static Likeness of(double value, Optional<Span> same, Optional<Span> strangers) {
        return new Likeness(value, same, strangers, 3, "campplus");
    }

    @Test
    void theNumberMeansWhatOthersReach() {
        var same = Optional.of(new Span(0.7, 0.9));
        var strangers = Optional.of(new Span(0.1, 0.3));
        assertEquals(Meaning.AS_THE_PERSON, of(0.7, same, strangers).meaning());
        assertEquals(Meaning.BETWEEN, of(0.5, same, strangers).meaning());
        assertEquals(Meaning.AS_A_STRANGER, of(0.3, same, strangers).meaning());
        assertEquals(Meaning.LESS_THAN_THE_PERSON, of(0.3, same, Optional.empty()).meaning());
        assertEquals(Meaning.UNKNOWN, of(0.9, Optional.empty(), strangers).meaning());
    }

    @Test
    void withoutARecordingNobodyIsKnown() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new KnownVoice(List.of(), List.of(), Optional.empty()));
    }

    private static Waveform read(String name) {
        return MediaReader.readSound(
                SharedMaterial.file("speech/en/speakers/" + name), 16_000, Duration.ofSeconds(12));
    }

    private static Print print(String name) {
        return Print.of(read(name), Optional.empty());
    }

    /// The coarse measure alone: no network comes with the studio.
    @Test
    void aReaderIsMoreAlikeToItsOwnRecordingsThanAnotherReader() {
        var known =
                new KnownVoice(
                        List.of(print("3080-5032-0000.flac"), print("3080-5032-0006.flac")),
                        List.of(print("1688-142285-0000.flac"), print("1688-142285-0001.flac")),
                        Optional.empty());
        var own = known.likeness(read("3080-5032-0003.flac"));
        var other = known.likeness(read("2414-128291-0000.flac"));
        assertEquals(Meaning.AS_THE_PERSON, own.meaning());
        assertTrue(own.value() > other.value());
        assertTrue(other.meaning() != Meaning.AS_THE_PERSON, () -> other.toString());
    }
}
