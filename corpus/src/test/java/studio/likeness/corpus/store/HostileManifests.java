package studio.likeness.corpus.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// Manifests that are none, that are too new, or that say something else than the archive holds.
final class HostileManifests {
    private final SoundArchive sound;

    HostileManifests(SoundArchive sound) {
        this.sound = sound;
    }

    List<Hostile> all() throws IOException, SQLException {
        return List.of(
                Hostile.of("a second manifest", "Duplicate", twoManifests()),
                Hostile.of("no manifest", "NoManifest", SoundArchive.raw(sound.members()).bytes()),
                Hostile.of("a manifest that is no JSON", "BadManifest", manifest("{\"format\": 1")),
                Hostile.of("a manifest of something else", "BadManifest", manifest("[]")),
                Hostile.of(
                        "a manifest of endless brackets",
                        "BadManifest",
                        manifest("[".repeat(100_000))),
                Hostile.of(
                        "a manifest with two formats",
                        "BadManifest",
                        manifest("{\"format\":1,\"format\":1}")),
                Hostile.of("a manifest of a newer version", "Newer", manifest("{\"format\": 2}")),
                Hostile.of("a member that is not listed", "Unlisted", unlisted()),
                Hostile.of("a listed member that is missing", "MemberMissing", lacking()),
                sound.changed("no database", "MemberMissing", m -> m.remove("corpus.db")),
                sound.changed("no persona", "MemberMissing", m -> m.remove("persona.json")),
                sound.changed("a recording less", "MemberMissing", m -> m.remove(sound.medium())),
                Hostile.of("other bytes than listed", "WrongHash", swapped(7)),
                Hostile.of("more bytes than listed", "WrongSize", swapped(-1)),
                Hostile.of(
                        "a listed size of nine exabytes",
                        "WrongSize",
                        sized("9223372036854775807")),
                Hostile.of("a listed size below zero", "BadManifest", sized("-1")),
                Hostile.of(
                        "a listed size beyond all numbers",
                        "BadManifest",
                        sized("92233720368547758070")));
    }

    private byte[] manifest(String text) {
        var zip = SoundArchive.raw(sound.members());
        zip.add("manifest.json", text);
        return zip.bytes();
    }

    private byte[] twoManifests() {
        var zip = sound.zip();
        zip.add("manifest.json", "{}");
        return zip.bytes();
    }

    private byte[] unlisted() {
        var zip = sound.zip();
        zip.add("consent/0007.json", "{}");
        return zip.bytes();
    }

    private byte[] lacking() {
        var listed = sound.members();
        listed.put("consent/0007.json", SoundArchive.junk(10));
        var zip = SoundArchive.raw(sound.members());
        zip.add("manifest.json", SoundArchive.listing(listed));
        return zip.bytes();
    }

    /// The manifest of the sound archive, with a last member of other bytes or other length.
    private byte[] swapped(int change) {
        var changed = sound.members();
        var name = "consent/0001.json";
        var bytes = sound.member(name);
        var other = Arrays.copyOf(bytes, change < 0 ? bytes.length + 3 : bytes.length);
        other[7] ^= 1;
        changed.put(name, other);
        var zip = SoundArchive.raw(changed);
        zip.add("manifest.json", SoundArchive.listing(sound.members()));
        return zip.bytes();
    }

    private byte[] sized(String size) {
        int length = sound.member("corpus.db").length;
        var zip = SoundArchive.raw(sound.members());
        zip.add(
                "manifest.json",
                SoundArchive.listing(sound.members())
                        .replace("\"size\" : " + length, "\"size\" : " + size));
        return zip.bytes();
    }
}
