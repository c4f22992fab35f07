package studio.likeness.app.window.persona;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import studio.likeness.app.window.corpus.Prompts;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Statistics;

/// How much there is of a persona.
///
/// @param topics of those the studio suggests, how many have an answer
/// @param bytesOnDisk of the persona's whole folder
record Figures(Statistics material, int topics, long bytesOnDisk) {
    /// Takes a while: off the FX thread.
    static Figures of(Corpus corpus) {
        var answered = corpus.answers().stream().map(Answer::topic).collect(Collectors.toSet());
        int topics = (int) Prompts.topics().stream().filter(answered::contains).count();
        return new Figures(corpus.statistics(), topics, bytesIn(corpus.folder()));
    }

    int answers() {
        return material.answers().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long bytesIn(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.mapToLong(Figures::bytesOf).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytesOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException _) {
            // A temporary file that was renamed meanwhile; it counts under its new name next time.
            return 0;
        }
    }
}
