package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CaptionsTest {
    @Test
    void aRecordingIsCaptionedClauseByClause() {
        var captions = Captions.over(Duration.ofSeconds(10), "12345. 6789. 12345678.");
        assertEquals("12345.", captions.before(Duration.ofMillis(20)));
        assertEquals("", captions.before(Duration.ofMillis(40)));
        assertEquals("6789.", captions.before(Duration.ofSeconds(4)));
        assertEquals("12345678.", captions.before(Duration.ofSeconds(9)));
        assertEquals("", captions.before(Duration.ofSeconds(10)));
    }

    @Test
    void aSpokenClauseIsShownWhenItBegins() {
        var captions = Captions.from(Duration.ofSeconds(3), "hello");
        assertEquals("", captions.before(Duration.ofSeconds(3)));
        assertEquals("hello", captions.before(Duration.ofMillis(3020)));
    }
}
