package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.window.sound.ClockedSpeaker;

/// Whether the speaker ever runs dry within a reply, on a machine that is slow.
class TalkPlaybackTest {
    private static final String LONG =
            "I grew up in a small house by the marshes, where my mother kept bees and my father"
                    + " mended boats, mostly for people who could not pay. In winter the water came"
                    + " up to the second step, and we children sat on the third and fished. I still"
                    + " remember the smell of tar, and of the honey that my mother sold in jars with"
                    + " a handwritten label.";
    private static final String SHORT_FIRST =
            "Yes. I did. It was in the spring of the year in which the bridge was built, and I"
                    + " remember it well, because on that very day my sister came home.";

    @TempDir static Path folder;

    @Test
    @Tag("slow")
    void aClonedVoiceNeverBreaksOff() throws Exception {
        talk(LONG, new SlowClone(0.75));
    }

    @Test
    @Tag("slow")
    void norAfterAWordOfAnswer() throws Exception {
        talk(SHORT_FIRST, new SlowClone(0.5));
        talk(SHORT_FIRST, new SlowClone(0.75));
    }

    private void talk(String text, SlowClone voice) throws InterruptedException {
        try (var sample = new SampleStudio(folder.resolve("home"))) {
            var corpus = sample.studio().corpus(Studio.SAMPLE);
            var reply = SampleStudio.saying(SampleStudio.generated(text, "en"));
            var speaker = new ClockedSpeaker();
            try (var talk = Conversation.live(corpus, reply, voice, Face.of(corpus), speaker)) {
                var turn = talk.ask("Where did you grow up?");
                System.out.printf(
                        "%s: starved %d ms in %d gaps, overslept %d ms, spoken %d ms, %s%n",
                        voice.name(),
                        speaker.starved().toMillis(),
                        speaker.gaps(),
                        speaker.overslept().toMillis(),
                        turn.spoken().toMillis(),
                        turn.trace().at(Trace.Step.FIRST_AUDIO));
                assertTrue(turn.spoken().toSeconds() > 8, turn.spoken().toString());
                var apart = turn.spoken().minus(speaker.heard()).abs();
                assertTrue(apart.toMillis() < 5, speaker.heard().toString());
                assertEquals(Duration.ZERO, speaker.starved());
            }
        }
    }
}
