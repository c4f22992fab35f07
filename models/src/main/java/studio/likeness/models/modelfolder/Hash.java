package studio.likeness.models.modelfolder;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import studio.likeness.models.job.Progress;

/// SHA-256 of files, with progress in bytes.
final class Hash {
    private static final int BUFFER = 1 << 20;

    private Hash() {}

    /// @param before bytes of other files that are done
    /// @param total bytes of all files
    static String of(Path file, long before, long total, Progress progress, String doing)
            throws IOException {
        var sha256 = sha256();
        var buffer = new byte[BUFFER];
        long done = before;
        try (var in = new FileInputStream(file.toFile())) {
            progress.at(done, total, doing);
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                done += n;
                progress.at(done, total, doing);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
