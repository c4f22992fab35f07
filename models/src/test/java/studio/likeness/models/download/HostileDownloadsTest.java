package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every download ends whole and right, or in one sentence, and leaves nothing half-written that
/// could be loaded ([Hostile] looks at each).
class HostileDownloadsTest {
    @TempDir Path folder;

    @Test
    void sixtyDownloadsFromAHostileServerEndWell() throws IOException {
        run(0, 60);
    }

    @Test
    @Tag("slow")
    void twoHundredDownloadsFromAHostileServerEndWell() throws IOException {
        run(0, 200);
    }

    private void run(int from, int to) throws IOException {
        var sentences = new TreeMap<String, Integer>();
        var struck = new TreeMap<Fault, Integer>();
        var broken = new ArrayList<String>();
        int whole = 0;
        int mended = 0;
        long slowest = 0;
        long began = System.nanoTime();
        for (int seed = from; seed < to; seed++) {
            Hostile.Outcome outcome;
            try {
                outcome = Hostile.run(seed, folder);
            } catch (AssertionError e) {
                broken.add(e.getMessage());
                continue;
            }
            outcome.struck().forEach(fault -> struck.merge(fault, 1, Integer::sum));
            slowest = Math.max(slowest, outcome.millis());
            if (outcome.sentence().isEmpty()) {
                whole++;
            } else {
                sentences.merge(outcome.sentence(), 1, Integer::sum);
                mended += outcome.healed() ? 1 : 0;
            }
        }
        System.out.printf(
                "hostile downloads: %d downloads, %d answers with faults of %d kinds in %.1f s (slowest"
                        + " %d ms); whole and right %d; one sentence %d, of these whole after the"
                        + " server was mended %d; %s; %s%n",
                to - from,
                struck.values().stream().mapToInt(n -> n).sum(),
                struck.size(),
                (System.nanoTime() - began) / 1e9,
                slowest,
                whole,
                to - from - whole,
                mended,
                sentences,
                struck);
        assertEquals(List.of(), broken, () -> broken.size() + " of " + (to - from) + " broken");
        assertEquals(to - from, whole + sentences.values().stream().mapToInt(n -> n).sum());
        assertTrue(whole > 0 && !sentences.isEmpty(), "the script tries too little");
    }
}
