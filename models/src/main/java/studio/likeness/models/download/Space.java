package studio.likeness.models.download;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// What the disk still takes, asked before and during a download.
///
/// @param folder one that exists
record Space(Path folder, Conditions.Room room) {
    /// Kept free for everything else.
    private static final long MARGIN_BYTES = 32 << 20;

    /// @throws StudioException when so many bytes do not fit
    void require(long bytes) {
        long free;
        try {
            free = room.freeBytes(folder);
        } catch (IOException e) {
            throw Disk.cannotWrite(e, folder);
        }
        if (free < bytes + MARGIN_BYTES) {
            throw new StudioException(
                    "models.download.noRoom",
                    megabytes(bytes + MARGIN_BYTES),
                    megabytes(free),
                    folder);
        }
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1_000_000L);
    }
}
