package studio.likeness.corpus.store;

import java.util.function.LongSupplier;
import studio.likeness.models.home.Home;

/// How much an archive may unpack to. What matters most is the free disk; the rest stops archives
/// that were made to fill it.
///
/// @param totalBytes of all members together; a lifetime of recordings stays far below a terabyte
/// @param members a hundred recordings a day for five years
/// @param ratio how many bytes one packed byte may become; real members give 2 to 10
/// @param freeBytes what the disk has left
record Limits(long totalBytes, int members, int ratio, LongSupplier freeBytes) {
    /// Small members may be packed as tightly as they like.
    static final long RATIO_COUNTS_FROM = 1 << 20;

    /// Left free for the system and for working with what was imported.
    static final long RESERVE = 256L << 20;

    static Limits of(Home home) {
        return new Limits(1L << 40, 200_000, 200, () -> home.personas().toFile().getUsableSpace());
    }
}
