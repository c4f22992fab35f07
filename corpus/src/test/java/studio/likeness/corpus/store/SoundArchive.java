package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import studio.likeness.models.job.Progress;

/// An archive as the store writes it, of which hostile ones are made by a single change.
final class SoundArchive {
    /// A change to the files of a persona, before they are listed and packed honestly.
    @FunctionalInterface
    interface Change {
        void to(Map<String, byte[]> members) throws IOException, SQLException;
    }

    private final byte[] bytes;
    private final Map<String, byte[]> members;

    SoundArchive(Path scratch) throws IOException {
        var archive = scratch.resolve("sound.likeness");
        try (var store = Given.store(scratch.resolve("maker"))) {
            Given.full(store, scratch.resolve("files"));
            store.export("ada", archive, Progress.none());
        }
        bytes = Files.readAllBytes(archive);
        members = Zip.members(archive);
        members.remove("manifest.json");
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// Its files by their names, the database first, without the manifest; a copy to be changed.
    Map<String, byte[]> members() {
        return new LinkedHashMap<>(members);
    }

    byte[] member(String name) {
        return bytes(members, name);
    }

    /// The name of one.
    String medium() {
        return members.keySet().stream()
                .filter(name -> name.startsWith("media/"))
                .findFirst()
                .orElseThrow();
    }

    /// What a harmless repacking by another program gives; it must be accepted, or the others
    /// prove nothing.
    byte[] repacked() {
        return zip(members, _ -> {}).bytes();
    }

    /// Changed files, honestly packed.
    Hostile changed(String what, String why, Change change) throws IOException, SQLException {
        var changed = members();
        change.to(changed);
        return Hostile.of(what, why, zip(changed, _ -> {}).bytes());
    }

    /// An honest archive but for what is done to its first entry, the database.
    byte[] entry(Consumer<Zip.Entry> change) {
        return zip(members, change).bytes();
    }

    /// Its files and the manifest that they should have.
    Zip zip() {
        return zip(members, _ -> {});
    }

    private static Zip zip(Map<String, byte[]> members, Consumer<Zip.Entry> changeFirst) {
        var zip = new Zip();
        boolean first = true;
        for (var member : members.entrySet()) {
            var entry = zip.add(member.getKey(), member.getValue());
            if (first) {
                changeFirst.accept(entry);
            }
            first = false;
        }
        zip.add("manifest.json", listing(members));
        return zip;
    }

    /// Without a manifest.
    static Zip raw(Map<String, byte[]> members) {
        var zip = new Zip();
        members.forEach(zip::add);
        return zip;
    }

    /// The manifest that they should have.
    static String listing(Map<String, byte[]> members) {
        return new Manifest(
                        members.entrySet().stream()
                                .map(
                                        m ->
                                                new Manifest.Member(
                                                        m.getKey(),
                                                        m.getValue().length,
                                                        Given.hash(m.getValue())))
                                .toList())
                .text();
    }

    static byte[] bytes(Map<String, byte[]> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes that do not pack, the same ones each time.
    static byte[] junk(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
