package studio.likeness.corpus.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipFile;

/// A zip file byte by byte, so that a test can say what no honest program would write.
final class Zip {
    /// One entry; what it says of itself need not be true.
    static final class Entry {
        final String name;
        final byte[] packed;
        final int method;
        final long crc;
        long size;
        int flags = 0x0800; // names are UTF-8
        int madeBy = 3 << 8 | 20;
        int attributes = 0100644 << 16;

        Entry(String name, byte[] contents, int method) {
            this.name = name;
            this.method = method;
            this.size = contents.length;
            this.packed = method == 8 ? deflate(contents) : contents;
            var checksum = new CRC32();
            checksum.update(contents);
            this.crc = checksum.getValue();
        }
    }

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();

    Entry add(String name, byte[] contents) {
        var entry = new Entry(name, contents, 8);
        entries.put(entries.size(), entry);
        return entry;
    }

    Entry add(String name, String contents) {
        return add(name, contents.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, byte[]> members(Path archive) throws IOException {
        var members = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    members.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return members;
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (var entry : entries.values()) {
            var name = entry.name.getBytes(StandardCharsets.UTF_8);
            int offset = out.size();
            var local = little(30).putInt(0x04034b50).putShort((short) 20);
            common(local, entry, name).putShort((short) 0);
            out.writeBytes(written(local));
            out.writeBytes(name);
            out.writeBytes(entry.packed);
            var central = little(46).putInt(0x02014b50).putShort((short) entry.madeBy);
            common(central.putShort((short) 20), entry, name);
            central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
            central.putShort((short) 0).putInt(entry.attributes).putInt(offset);
            directory.writeBytes(written(central));
            directory.writeBytes(name);
        }
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        var end = little(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        end.putShort((short) entries.size()).putShort((short) entries.size());
        end.putInt(directory.size()).putInt(start).putShort((short) 0);
        out.writeBytes(written(end));
        return out.toByteArray();
    }

    private static ByteBuffer common(ByteBuffer header, Entry entry, byte[] name) {
        return header.putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putShort((short) 0)
                .putShort((short) 0x21)
                .putInt((int) entry.crc)
                .putInt(entry.packed.length)
                .putInt((int) entry.size)
                .putShort((short) name.length);
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] written(ByteBuffer header) {
        var bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }

    private static byte[] deflate(byte[] contents) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(contents);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
