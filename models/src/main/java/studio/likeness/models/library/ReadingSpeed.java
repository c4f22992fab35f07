package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Prepared;

/// How many tokens of a prompt a model reads in a second, here and lately. It is remembered beside
/// the copy that was prepared for this kind of processor, so that the first prompt after a start
/// can be of the right length; on a card, which reads fast, it is measured anew. Thread-safe.
final class ReadingSpeed {
    private static final System.Logger LOG = System.getLogger(ReadingSpeed.class.getName());
    private static final String FILE = "reading.txt";

    /// Tokens; how long fewer take says more about the first token than about reading.
    private static final int TELLING = 48;

    /// Of the newest measurement in what is known.
    private static final double WEIGHT = 0.4;

    /// As a part of what is on disk.
    private static final double WORTH_WRITING = 0.2;

    private final Optional<Path> file;
    private double known;
    private double written;

    private ReadingSpeed(Optional<Path> file) {
        this.file = file;
    }

    /// As it was when the model was last used on this device.
    static ReadingSpeed of(ModelFolder model, Device device) {
        var file =
                switch (device) {
                    case Device.Processor _ ->
                            Prepared.find(model.file(ModelFolder.PREPARED))
                                    .map(copy -> copy.graph().resolveSibling(FILE));
                    case Device.Cuda _ -> Optional.<Path>empty();
                };
        var speed = new ReadingSpeed(file);
        file.filter(Files::isRegularFile).ifPresent(speed::recall);
        return speed;
    }

    private synchronized void recall(Path from) {
        try {
            double there = Double.parseDouble(Files.readString(from).strip());
            if (there > 0 && Double.isFinite(there)) {
                known = there;
                written = there;
            }
        } catch (IOException | NumberFormatException e) {
            LOG.log(System.Logger.Level.INFO, "to be measured again: " + e);
        }
    }

    /// Empty before anything was read.
    synchronized OptionalDouble tokensPerSecond() {
        return known > 0 ? OptionalDouble.of(known) : OptionalDouble.empty();
    }

    /// So many tokens took so long, with the first token of an answer.
    synchronized void saw(int tokens, Duration took) {
        if (tokens < TELLING || took.isZero()) {
            return;
        }
        double now = tokens / (took.toNanos() / 1e9);
        known = known > 0 ? (1 - WEIGHT) * known + WEIGHT * now : now;
        if (Math.abs(known - written) > WORTH_WRITING * written) {
            file.ifPresent(this::write);
        }
    }

    private void write(Path to) {
        try {
            AtomicFile.write(to, String.format(Locale.ROOT, "%.1f%n", known));
            written = known;
        } catch (IOException e) {
            // It is measured again after the next start.
            LOG.log(System.Logger.Level.INFO, "not remembered: " + e);
        }
    }
}
