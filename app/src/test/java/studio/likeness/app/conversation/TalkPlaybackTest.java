package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        for (double factor : List.of(0.5, 0.75)) {
        for (var text : List.of(LONG, SHORT_FIRST)) {
            try (var sample = new SampleStudio(folder.resolve("home" + factor + text.length()))) {
                var corpus = sample.studio().corpus(Studio.SAMPLE);
                var speaker = new ClockedSpeaker();
                try (var talk =
                        Conversation.live(
                                corpus,
                                SampleStudio.saying(SampleStudio.generated(text, "en")),
                                new SlowClone(factor),
                                Face.of(corpus),
                                speaker)) {
                    var turn = talk.ask("Where did you grow up?");
                    System.out.println("factor " + factor + " " + Clauses.of(text).size() + " clauses, dry " + speaker.starved() + " in " + speaker.gaps() + " longest " + speaker.longestGap() + " spoken " + turn.spoken() + " " + turn.trace().marks());
                }
            }
        }
        }
    }
}
