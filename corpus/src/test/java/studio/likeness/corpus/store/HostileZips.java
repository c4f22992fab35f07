package studio.likeness.corpus.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// What is wrong with the container: cut short, padded, misleading about itself, or too large.
final class HostileZips {
    private final SoundArchive sound;

    HostileZips(SoundArchive sound) {
        this.sound = sound;
    }

    List<Hostile> all() throws IOException, SQLException {
        return List.of(
                Hostile.of("an empty file", "NotZip", new byte[0]),
                Hostile.of("a text", "NotZip", SoundArchive.bytes("PK is how a zip begins")),
                Hostile.of("another kind of archive", "NotZip", SoundArchive.junk(4096)),
                Hostile.of("its first half", "CutShort", firstOf(sound.bytes().length / 2)),
                Hostile.of("all but its last byte", "CutShort", firstOf(sound.bytes().length - 1)),
                Hostile.of("only its first four bytes", "CutShort", firstOf(4)),
                Hostile.of("zeros where the directory was", "Damaged", withoutDirectory()),
                Hostile.of("bytes before the first entry", "NotZip", after(SoundArchive.junk(100))),
                Hostile.of("another zip before it", "Damaged", after(sound.bytes())),
                Hostile.of("a directory of a million entries", "Damaged", manyEntries()),
                Hostile.of("too many members", "TooMany", crowd()),
                Hostile.of(
                        "a link instead of a file",
                        "Link",
                        sound.entry(e -> e.attributes = 0120777 << 16)),
                Hostile.of(
                        "a device instead of a file",
                        "Link",
                        sound.entry(e -> e.attributes = 0020666 << 16)),
                Hostile.of(
                        "a folder named like a file",
                        "Link",
                        sound.entry(e -> e.attributes |= 0x10)),
                Hostile.of("a password", "Encrypted", sound.entry(e -> e.flags |= 1)),
                Hostile.of(
                        "a size in the directory that lies",
                        "WrongSize",
                        sound.entry(e -> e.size = 5)),
                Hostile.of("both sizes lying low", "WrongSize", lying(-1)),
                Hostile.of("both sizes lying high", "WrongSize", lying(1000)),
                sound.changed(
                        "a bomb", "Bomb", m -> m.put("consent/0009.json", new byte[40 << 20])),
                sound.changed(
                        "more than the limit",
                        "TooLarge",
                        m -> m.put("consent/0009.json", SoundArchive.junk(9 << 20))));
    }

    private byte[] firstOf(int length) {
        return Arrays.copyOf(sound.bytes(), length);
    }

    private byte[] withoutDirectory() {
        var bytes = sound.bytes();
        Arrays.fill(bytes, bytes.length - 200, bytes.length - 22, (byte) 0);
        return bytes;
    }

    private byte[] manyEntries() {
        var bytes = sound.bytes();
        bytes[bytes.length - 12] = (byte) 0xff;
        bytes[bytes.length - 11] = (byte) 0xff;
        bytes[bytes.length - 14] = (byte) 0xff;
        bytes[bytes.length - 13] = (byte) 0xff;
        return bytes;
    }

    private byte[] crowd() {
        var zip = sound.zip();
        for (int i = 0; i < 200; i++) {
            zip.add("consent/%04d.json".formatted(i + 100), "{}");
        }
        return zip.bytes();
    }

    private byte[] after(byte[] before) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(before);
        out.writeBytes(sound.bytes());
        return out.toByteArray();
    }

    /// Directory and manifest agree on a length that the packed bytes do not have.
    private byte[] lying(int by) {
        var zip = new Zip();
        for (var member : sound.members().entrySet()) {
            var entry = zip.add(member.getKey(), member.getValue());
            if (member.getKey().equals("corpus.db")) {
                entry.size += by;
            }
        }
        int length = sound.member("corpus.db").length;
        zip.add(
                "manifest.json",
                SoundArchive.listing(sound.members())
                        .replace("\"size\" : " + length, "\"size\" : " + (length + by)));
        return zip.bytes();
    }
}
