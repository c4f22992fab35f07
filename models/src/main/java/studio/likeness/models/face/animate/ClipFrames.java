package studio.likeness.models.face.animate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.ClipReader;
import studio.likeness.models.signal.Picture;

/// A profile's frames, in whatever direction they are played. They are decoded in blocks, a block
/// ahead of the one that is played, on a thread of their own; blocks stay as long as there is room,
/// so that a short profile is decoded once. Thread-safe.
final class ClipFrames implements AutoCloseable {
    /// Of decoded pictures: 72 frames of 720p. Never less than three blocks.
    private static final long ROOM = 200L << 20;

    /// Of one block: a second of 720p.
    private static final long BLOCK_BYTES = 72L << 20;

    /// Key frames of profiles are a second apart.
    private static final int LONGEST_BLOCK = 25;

    private static final int SHORTEST_BLOCK = 5;

    private final FaceProfile profile;
    private final int blockLength;
    private final int mostBlocks;
    private final ExecutorService decoding =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("face-frames").daemon().factory());
    // Used by the decoding thread only.
    private @Nullable ClipReader reader;

    // Guarded by this; the block that was used last is the last.
    private final Map<Integer, CompletableFuture<List<Picture>>> blocks =
            new LinkedHashMap<>(16, 0.75f, true);

    private int last = -1;

    ClipFrames(FaceProfile profile) {
        this.profile = profile;
        long frameBytes = 3L * profile.width() * profile.height();
        blockLength = Math.clamp(BLOCK_BYTES / frameBytes, SHORTEST_BLOCK, LONGEST_BLOCK);
        long room = Math.min(ROOM, Runtime.getRuntime().maxMemory() / 4);
        mostBlocks = (int) Math.max(3, room / (frameBytes * blockLength));
    }

    /// Waits for it where it is not decoded yet.
    ///
    /// @throws studio.likeness.models.job.StudioException when the clip cannot be read
    Picture frame(int number) throws InterruptedException {
        CompletableFuture<List<Picture>> block;
        synchronized (this) {
            int wanted = number / blockLength;
            block = block(wanted);
            ahead(number, wanted);
            last = number;
        }
        try {
            var pictures = block.get();
            return pictures.get(Math.min(number % blockLength, pictures.size() - 1));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why
                    ? why
                    : new IllegalStateException(e.getCause());
        }
    }

    /// The block that is played after this one.
    private void ahead(int number, int block) {
        int lastBlock = (profile.frames() - 1) / blockLength;
        if (number >= last && block < lastBlock) {
            decodeAhead(block + 1);
        } else if (number < last && block > 0) {
            decodeAhead(block - 1);
        }
        decodeAhead(block); // so that it is not the first to go
        while (blocks.size() > mostBlocks) {
            var oldest = blocks.keySet().iterator().next();
            blocks.remove(oldest);
        }
    }

    /// A failure is told when the block is asked for.
    private void decodeAhead(int number) {
        var _ = block(number);
    }

    private CompletableFuture<List<Picture>> block(int number) {
        return blocks.computeIfAbsent(
                number, n -> CompletableFuture.supplyAsync(() -> decode(n), decoding));
    }

    private List<Picture> decode(int block) {
        var opened = reader;
        if (opened == null) {
            opened = ClipReader.open(profile.picture(), profile.framesPerSecond());
            reader = opened;
        }
        int from = block * blockLength;
        return opened.read(from, Math.min(profile.frames(), from + blockLength));
    }

    @Override
    public void close() {
        decoding.execute(
                () -> {
                    if (reader != null) {
                        reader.close();
                    }
                });
        decoding.shutdown();
        try {
            // What is being decoded is done in a moment; native memory must not outlive it.
            decoding.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
