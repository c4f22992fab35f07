package studio.likeness.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import studio.likeness.models.job.StudioException;

/// Where received bytes go: into a part, from one place on up to another.
final class Sink {
    private static final int BUFFER = 1 << 16;

    /// After so many bytes of a stream it is looked whether the disk takes more.
    private static final long LOOK_EVERY = 8 << 20;

    private final Part part;
    private final RandomAccessFile out;
    private final Meter meter;
    private final long end;
    private long at;

    Sink(Part part, RandomAccessFile out, Meter meter, long from, long end) {
        this.part = part;
        this.out = out;
        this.meter = meter;
        this.end = end;
        at = from;
    }

    long at() {
        return at;
    }

    long end() {
        return end;
    }

    boolean full() {
        return at >= end;
    }

    /// @return how many came, at most so many
    long take(Answer answer, Watch.Connection connection, long most) throws Passing {
        return copy(answer.response().body(), answer, connection, most);
    }

    private long copy(InputStream in, Answer answer, Watch.Connection connection, long most)
            throws Passing {
        var buffer = new byte[(int) Math.min(BUFFER, Math.max(1, most))];
        long came = 0;
        while (came < most) {
            int n = read(in, buffer, (int) Math.min(buffer.length, most - came), answer);
            if (n < 0) {
                break;
            }
            connection.heard();
            write(buffer, n);
            came += n;
            meter.add(n);
            connection.heard(); // a pause of the user's is no silence of the server's
        }
        return came;
    }

    /// Everything there is, unzipped where it is zipped; refuses more than there may be.
    void all(Answer answer, Watch.Connection connection, Space space) throws Passing {
        var in = opened(answer);
        while (at < end) {
            long most = Math.min(LOOK_EVERY, end - at);
            if (copy(in, answer, connection, most) < most) {
                if (end != Long.MAX_VALUE) {
                    throw broken(answer);
                }
                return;
            }
            space.require(0);
        }
        if (read(in, new byte[1], 1, answer) >= 0) {
            throw new Passing(
                    new StudioException("models.download.badAnswer", part.name(), answer.host()));
        }
    }

    private static InputStream opened(Answer answer) throws Passing {
        var body = answer.response().body();
        try {
            return answer.encoding().isEmpty() ? body : new GZIPInputStream(body);
        } catch (IOException _) {
            throw broken(answer);
        }
    }

    private static int read(InputStream in, byte[] buffer, int most, Answer answer) throws Passing {
        try {
            return in.read(buffer, 0, most);
        } catch (ZipException e) {
            throw new Passing(new StudioException(e, "models.download.broken", answer.host()));
        } catch (IOException _) {
            throw broken(answer);
        }
    }

    private static Passing broken(Answer answer) {
        return new Passing(new StudioException("models.download.broken", answer.host()));
    }

    private void write(byte[] buffer, int n) {
        try {
            out.seek(at);
            out.write(buffer, 0, n);
            at += n;
        } catch (IOException e) {
            throw part.failure(e);
        }
    }
}
