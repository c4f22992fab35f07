package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTest {
    @TempDir Path folder;

    private final Shelf shelf =
            new Shelf()
                    .put("kite", "en", "Paper and bamboo.", "How did you build the xylqopter?")
                    .put("tea", "en", "Green tea.", "What do you drink?")
                    .add("The zorvane", "en", "It hung over the door for years.");

    /// Letters by their first neighbours: finds a misspelt word, which no word index does.
    private record Hashing() implements Embedder {
        @Override
        public int size() {
            return 64;
        }

        @Override
        public String id() {
            return "hashing";
        }

        @Override
        public List<float[]> passages(List<String> texts) {
            return texts.stream().map(this::query).toList();
        }

        @Override
        public float[] query(String text) {
            var direction = new float[size()];
            for (int i = 0; i + 1 < text.length(); i++) {
                direction[Math.floorMod(text.substring(i, i + 2).hashCode() * 31, size())]++;
            }
            double length = 0;
            for (float each : direction) {
                length += each * each;
            }
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) (direction[i] / Math.max(1e-9, Math.sqrt(length)));
            }
            return direction;
        }
    }

    @Test
    void findsByDirectionWhatSharesNoWord() {
        try (var memory = Memory.open(folder, shelf, Optional.of(new Hashing()))) {
            memory.settle();
            var hit = memory.search("xylqopters buildt", 5).getFirst();
            assertEquals("kite", hit.id());
            assertTrue(hit.score() > 0.3, "score " + hit.score());
        }
    }

    @Test
    void followsChangesWithTheirDirections() {
        try (var memory = Memory.open(folder, shelf, Optional.of(new Hashing()))) {
            shelf.remove("kite").put("moth", "en", "At night.", "When do flumewings fly?");
            memory.settle();
            assertEquals("moth", memory.search("flumwing flys", 5).getFirst().id());
            assertTrue(
                    memory.search("xylqopters", 5).stream().noneMatch(h -> h.id().equals("kite")));
        }
    }

    @Test
    void anIndexWithoutDirectionsIsBuiltAnewForAnEmbedder() {
        Memory.open(folder, shelf, Optional.empty()).close();
        try (var memory = Memory.open(folder, shelf, Optional.of(new Hashing()))) {
            memory.settle();
            assertEquals("kite", memory.search("xylqopters buildt", 5).getFirst().id());
        }
    }

    @Test
    void wordsAloneDecideWithAnEncoderThatNothingWasFittedOn() {
        try (var words = Memory.open(folder.resolve("words"), shelf, Optional.empty());
                var both = Memory.open(folder.resolve("both"), shelf, Optional.of(new Hashing()))) {
            both.settle();
            assertEquals(Finds.WITHOUT_ENCODER, words.finds());
            assertEquals(Finds.OTHER_ENCODER, both.finds());
            var question = "How did you build that xylqopter?";
            var alone = assertInstanceOf(Selection.Fits.class, words.select(question));
            var same = assertInstanceOf(Selection.Fits.class, both.select(question));
            assertEquals(alone.answer().id(), same.answer().id());
            assertEquals(alone.score(), same.score(), 0.01);
        }
    }

    @Test
    void tellsThatItsEncoderIsNotDone() {
        try (var memory = Memory.open(folder, shelf, Optional.of(new Hashing()))) {
            memory.settle();
            shelf.put("moth", "en", "At night.", "When do flumewings fly?");
            assertEquals(Finds.NOT_READY, memory.finds());
            memory.settle();
            assertEquals(Finds.OTHER_ENCODER, memory.finds());
        }
    }
}
