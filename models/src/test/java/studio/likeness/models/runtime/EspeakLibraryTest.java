package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class EspeakLibraryTest {
    private static EspeakLibrary library() {
        var found = EspeakLibrary.find();
        assumeTrue(found.isPresent(), "espeak-ng is not installed");
        return found.get();
    }

    private static int samplesOf(Utterance utterance) throws InterruptedException {
        int samples = 0;
        for (var block = utterance.next(); block.isPresent(); block = utterance.next()) {
            samples += block.get().samples().length;
        }
        return samples;
    }

    @Test
    void findsNothingWhereThereIsNoLibrary() {
        assertTrue(EspeakLibrary.load(List.of("libnobody-has-this.so.9")).isEmpty());
    }

    @Test
    void findsNothingInALibraryWithoutItsFunctions() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        assertTrue(EspeakLibrary.load(List.of("libc.so.6")).isEmpty());
    }

    @Test
    void tellsItsVersionAndRate() {
        assertTrue(library().version().matches("\\d+\\.\\d+.*"), library().version());
        assertEquals(22_050, library().sampleRateHz());
    }

    @Test
    void tellsPhonemesInOrderWithinTheSound() throws InterruptedException {
        var library = library();
        var voice = library.firstVoice(List.of("nobody", "en")).orElseThrow();
        assertEquals("en", voice);
        var phonemes = new ArrayList<Utterance.Phoneme>();
        int samples = 0;
        try (var utterance = library.say("map", voice, 175, false)) {
            for (var block = utterance.next(); block.isPresent(); block = utterance.next()) {
                phonemes.addAll(block.get().phonemes());
                samples += block.get().samples().length;
            }
            assertTrue(utterance.next().isEmpty(), "the end stays the end");
        }
        var symbols = phonemes.stream().map(Utterance.Phoneme::symbol).toList();
        assertEquals(List.of("m", "a", "p"), symbols.subList(0, 3));
        int millis = samples * 1000 / library.sampleRateHz();
        int before = 0;
        for (var phoneme : phonemes) {
            assertTrue(phoneme.atMillis() >= before && phoneme.atMillis() <= millis + 1);
            before = phoneme.atMillis();
        }
    }

    @Test
    void stopsWhenTheReaderCloses() throws InterruptedException {
        var library = library();
        var novel = "Call me Ishmael. ".repeat(5_000);
        var long1 = library.say(novel, "en", 175, false);
        assertTrue(long1.next().isPresent());
        long1.close();
        long begin = System.nanoTime();
        try (var next = library.say("Yes.", "en", 175, false)) {
            assertTrue(samplesOf(next) > 2_000);
        }
        assertTrue(System.nanoTime() - begin < 1_000_000_000L, "the library was free at once");
        assertTrue(samplesOf(long1) < 22_050L * 3_600, "the novel was not read to its end");
    }

    @Test
    void failsInTheReaderRatherThanInTheProcess() throws InterruptedException {
        var library = library();
        try (var utterance = library.say("x", "nobody", 175, false)) {
            var first = assertThrows(IllegalStateException.class, utterance::next);
            assertThrows(IllegalStateException.class, utterance::next);
            assertTrue(first.getCause() instanceof IllegalArgumentException);
        }
    }

    @Test
    void readsTheTextsOfManyThreadsOneByOne() throws Exception {
        var library = library();
        int alone;
        try (var utterance = library.say("One two three.", "en", 175, false)) {
            alone = samplesOf(utterance);
        }
        Callable<Integer> reading =
                () -> {
                    try (var utterance = library.say("One two three.", "en", 175, false)) {
                        return samplesOf(utterance);
                    }
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(Collections.nCopies(16, reading))) {
                assertEquals(alone, result.get(), alone / 20.0);
            }
        }
    }
}
