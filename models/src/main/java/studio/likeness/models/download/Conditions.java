package studio.likeness.models.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// How downloads are made: with what patience, in what pieces, and how much the disk still takes.
///
/// @param attempts in a row that may bring nothing
/// @param firstWait before the second attempt; each later one waits twice as long
/// @param longestWait between attempts, and the most that a server may ask for
/// @param silence after which a connection counts as dead
/// @param piece bytes of one request of a file that comes in ranges
/// @param streams requests at a time for one file
record Conditions(
        int attempts,
        Duration firstWait,
        Duration longestWait,
        Duration silence,
        long piece,
        int streams,
        Room room) {
    /// What a disk still takes.
    @FunctionalInterface
    interface Room {
        long freeBytes(Path folder) throws IOException;
    }

    static Conditions usual() {
        return new Conditions(
                6,
                Duration.ofMillis(500),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                16L << 20,
                4,
                folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /// Doubles with each attempt, up to a quarter of the longest.
    Duration waitBefore(int attempt) {
        long millis = firstWait.toMillis() << Math.min(attempt - 1, 20);
        return Duration.ofMillis(Math.min(millis, longestWait.toMillis() / 4));
    }
}
