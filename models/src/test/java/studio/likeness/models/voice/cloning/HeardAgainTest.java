package studio.likeness.models.voice.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.likeness.models.signal.Waveform;

class HeardAgainTest {
    /// Hears what the seed makes of it: its number is the sound's length.
    private static HeardAgain hearing(List<String> heard, int tries) {
        return new HeardAgain((sound, _) -> heard.get(sound.samples().length), tries, 0.1);
    }

    private static Waveform sound(long seed) {
        return new Waveform(new float[(int) seed], 32_000);
    }

    @Test
    void whatIsHeardAsWrittenIsKeptAtOnce() throws InterruptedException {
        var seeds = new ArrayList<Long>();
        var take =
                hearing(List.of("你好 世界"), 4)
                        .say(
                                "你好，世界。",
                                "zh",
                                0,
                                seed -> {
                                    seeds.add(seed);
                                    return sound(seed);
                                });
        assertEquals(0, take.errorRate());
        assertEquals(List.of(0L), seeds);
    }

    @Test
    void whatIsHeardOtherwiseIsSaidAnewAndTheBestIsKept() throws InterruptedException {
        var heard = List.of("hello word hello world", "hello worlds", "hell");
        var take = hearing(heard, 3).say("Hello, world!", "en", 0, HeardAgainTest::sound);
        assertEquals("hello worlds", take.heard());
        assertEquals(0.1, take.errorRate(), 1e-9);
        assertEquals(1, take.seed());
        assertEquals(2, take.tries());
        var none = hearing(List.of("x", "y", "z"), 3).say("Hello", "en", 0, HeardAgainTest::sound);
        assertEquals(1, none.errorRate());
        assertEquals(3, none.tries());
    }
}
