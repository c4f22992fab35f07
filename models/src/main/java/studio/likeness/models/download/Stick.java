package studio.likeness.models.download;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import studio.likeness.models.download.Stretches.Stretch;
import studio.likeness.models.job.StudioException;

/// A folder, on a USB stick for example, that has the files of a download under their names, in
/// itself or in a folder called as the download.
record Stick(Path folder, String id) {
    private static final int BUFFER = 1 << 18;
    private static final int LOOK_EVERY = 64;

    private Optional<Path> find(Wanted wanted) {
        for (var place : List.of(folder, folder.resolve(id))) {
            var file = place.resolve(wanted.name());
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// @throws StudioException that names what is not there
    void requireAll(List<Wanted> files) {
        var missing =
                files.stream()
                        .filter(wanted -> find(wanted).isEmpty())
                        .map(Wanted::name)
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new StudioException("models.download.notOnStick", folder, missing);
        }
    }

    long bytes(List<Wanted> files) {
        return files.stream()
                .mapToLong(wanted -> find(wanted).map(f -> f.toFile().length()).orElse(0L))
                .sum();
    }

    void copy(Wanted wanted, Part part, Meter meter, Space space) {
        var from = find(wanted).orElseThrow();
        part.begin(new Validators("", ""), OptionalLong.empty());
        var buffer = new byte[BUFFER];
        try (var in = new FileInputStream(from.toFile());
                var out = part.writer()) {
            long at = 0;
            int steps = 0;
            for (int n = read(in, buffer, from); n >= 0; n = read(in, buffer, from)) {
                if (++steps % LOOK_EVERY == 0) {
                    space.require(0);
                }
                out.write(buffer, 0, n);
                at += n;
                meter.add(n);
            }
            part.add(new Stretch(0, at), out);
        } catch (IOException e) {
            throw part.failure(e);
        }
    }

    /// Sticks are pulled out: that is another sentence than a full disk.
    private static int read(FileInputStream in, byte[] buffer, Path from) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new StudioException(e, "models.download.cannotRead", from);
        }
    }
}
