package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.likeness.models.download.Stretches.Stretch;
import studio.likeness.models.job.StudioException;

/// What is made of the words of servers.
class AnswersTest {
    @Test
    void readsContentRanges() {
        var range = ContentRange.parse("bytes 5-9/100").orElseThrow();
        assertEquals(5, range.from());
        assertEquals(10, range.to());
        assertEquals(100, range.total().orElseThrow());
        assertTrue(ContentRange.parse("bytes 5-9/*").orElseThrow().total().isEmpty());
        for (var wrong :
                List.of("", "bytes 9-5/100", "bytes 5-9", "items 5-9/100", "bytes 5-100/100")) {
            assertTrue(ContentRange.parse(wrong).isEmpty(), wrong);
        }
    }

    @Test
    void readsRetryAfterInSecondsAndDates() {
        assertEquals(Optional.of(Duration.ofSeconds(120)), Web.retryAfter("120"));
        assertEquals(Optional.of(Duration.ZERO), Web.retryAfter("Wed, 01 Jul 2020 10:00:00 GMT"));
        assertEquals(Optional.empty(), Web.retryAfter("soon"));
    }

    @Test
    void neverGoesFromASecureAddressToOneThatIsNot() {
        var way = new Redirects(Map.of(), URI.create("https://models.invalid/a"));
        way.follow("https://other.invalid/a");
        assertEquals("https://other.invalid/a", way.here().toString());
        way.follow("/b");
        assertEquals("https://other.invalid/b", way.here().toString());
        for (var wrong :
                List.of("http://other.invalid/a", "file:///etc/passwd", "ftp://a/b", ":")) {
            assertThrows(StudioException.class, () -> way.follow(wrong), wrong);
        }
    }

    @Test
    void redirectsEnd() {
        var way = new Redirects(Map.of(), URI.create("http://models.invalid/0"));
        var told =
                assertThrows(
                        StudioException.class,
                        () -> {
                            for (int i = 1; i < 20; i++) {
                                way.follow("/" + i);
                            }
                        });
        assertEquals("models.download.redirectLoop", told.key());
    }

    @Test
    void refusesAddressesThatAreNotOfTheWeb() {
        for (var wrong : List.of("file:///etc/passwd", "jar:file:/a!/b", "a/b", "http:/a")) {
            assertThrows(
                    StudioException.class, () -> new Redirects(Map.of(), URI.create(wrong)), wrong);
        }
    }

    @Test
    void knowsWhatIsMissing() {
        var done =
                Stretches.NONE
                        .with(new Stretch(10, 20))
                        .with(new Stretch(30, 40))
                        .with(new Stretch(20, 25));
        assertEquals(25, done.bytes());
        assertEquals(
                List.of(
                        new Stretch(0, 8),
                        new Stretch(8, 10),
                        new Stretch(25, 30),
                        new Stretch(40, 48),
                        new Stretch(48, 50)),
                done.missing(50, 8));
        assertEquals(List.of(), done.with(new Stretch(0, 50)).missing(50, 8));
        assertEquals(List.of(), Stretches.NONE.missing(0, 8));
        assertEquals(1, done.with(new Stretch(15, 35)).done().size());
    }

    @Test
    void tellsVersionsApart() {
        var v1 = new Validators("\"a\"", "Mon");
        assertTrue(v1.agree(new Validators("\"a\"", "Tue")), "a strong tag decides");
        assertFalse(v1.agree(new Validators("\"b\"", "Mon")));
        assertFalse(new Validators("", "Mon").agree(new Validators("", "Tue")));
        assertEquals("Mon", new Validators("W/\"a\"", "Mon").condition());
        assertEquals("", new Validators("W/\"a\"", "").condition());
    }
}
