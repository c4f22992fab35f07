package studio.likeness.models.checkpoint;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.likeness.models.job.StudioException;

/// The directory of a zip file whose entries are stored as they are, as torch writes it, so that
/// they can be read in place. The first two bytes may have been replaced (GPT-SoVITS marks its
/// versions there), which the directory at the end does not notice.
final class Zip {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int MOST_ENTRIES = 500_000;

    /// @param header where its own header lies
    /// @param method 0: stored as it is
    record Entry(String name, long header, int method, long bytes) {}

    private final MappedFile file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Zip(MappedFile file) {
        this.file = file;
    }

    /// Whether it begins like one, with torch's own or GPT-SoVITS's first two bytes, and ends so.
    static boolean is(MappedFile file) {
        if (file.size() < 22 || file.u8(2) != 3 || file.u8(3) != 4) {
            return false;
        }
        int first = file.u8(0);
        int second = file.u8(1);
        return (first == 'P' && second == 'K') || (first == '0' && second >= '0' && second <= '9');
    }

    static Zip read(MappedFile file) {
        var zip = new Zip(file);
        zip.directory(zip.findEnd());
        return zip;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    private long findEnd() {
        for (long at = file.size() - 22; at >= Math.max(0, file.size() - 22 - 65535); at--) {
            if (file.u8(at) == 'P' && file.i32(at) == END) {
                return at;
            }
        }
        throw file.damaged();
    }

    private void directory(long end) {
        long count = file.u16(end + 10);
        long size = file.u32(end + 12);
        long at = file.u32(end + 16);
        if (end >= 20 && file.i32(end - 20) == END_64_LOCATOR) {
            long end64 = file.i64(end - 12);
            if (file.i32(end64) != END_64) {
                throw file.damaged();
            }
            count = file.i64(end64 + 32);
            size = file.i64(end64 + 40);
            at = file.i64(end64 + 48);
        }
        if (count < 0 || count > MOST_ENTRIES || count > size / 46) {
            throw new StudioException("models.checkpoint.tooMuch", file.name());
        }
        file.slice(at, size);
        for (long i = 0; i < count; i++) {
            at = entry(at);
        }
    }

    private long entry(long at) {
        if (file.i32(at) != ENTRY) {
            throw file.damaged();
        }
        int flags = file.u16(at + 8);
        int method = file.u16(at + 10);
        long packed = file.u32(at + 20);
        long bytes = file.u32(at + 24);
        int name = file.u16(at + 28);
        int extra = file.u16(at + 30);
        long header = file.u32(at + 42);
        long end = at + 46 + name + extra;
        for (long x = at + 46 + name; x + 4 <= end; x += 4 + file.u16(x + 2)) {
            if (file.u16(x) == 1) {
                // only the fields that did not fit are there, in this order
                long field = x + 4;
                if (bytes == 0xffff_ffffL) {
                    bytes = file.i64(field);
                    field += 8;
                }
                if (packed == 0xffff_ffffL) {
                    packed = file.i64(field);
                    field += 8;
                }
                if (header == 0xffff_ffffL) {
                    header = file.i64(field);
                }
            }
        }
        if ((flags & 1) != 0 || bytes < 0 || (method == 0 && packed != bytes)) {
            throw file.damaged();
        }
        var text = file.utf8(at + 46, name);
        if (entries.put(text, new Entry(text, header, method, bytes)) != null) {
            throw file.damaged();
        }
        return end + file.u16(at + 32);
    }

    /// Where a stored entry's bytes begin, all of them inside the file.
    long dataAt(Entry entry) {
        if (entry.method() != 0) {
            throw new StudioException("models.checkpoint.compressed", file.name());
        }
        // of the first entry's signature, two bytes may be GPT-SoVITS's
        int signature = file.i32(entry.header());
        if (entry.header() == 0 ? signature >>> 16 != LOCAL >>> 16 : signature != LOCAL) {
            throw file.damaged();
        }
        long at = entry.header() + 30;
        at += file.u16(entry.header() + 26) + file.u16(entry.header() + 28);
        file.slice(at, entry.bytes());
        return at;
    }

    /// Entries that share bytes would let a small file seem large.
    void refuseOverlaps() {
        long end = 0;
        var sorted =
                entries.values().stream()
                        .filter(entry -> entry.method() == 0)
                        .sorted(Comparator.comparingLong(Entry::header))
                        .toList();
        for (var entry : sorted) {
            if (entry.header() < end) {
                throw new StudioException("models.checkpoint.overlap", file.name());
            }
            end = dataAt(entry) + entry.bytes();
        }
    }
}
