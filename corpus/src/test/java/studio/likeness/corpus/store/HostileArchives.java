package studio.likeness.corpus.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import studio.likeness.models.job.Progress;

/// Archives that are damaged or mean harm, each made from a sound one by a single change.
final class HostileArchives {
    /// @param key which sentence refuses it
    record Hostile(String what, String key, byte[] bytes) {
        @Override
        public String toString() {
            return what;
        }
    }

    /// A change to the files of a persona, before they are listed and packed honestly.
    @FunctionalInterface
    private interface Change {
        void to(Map<String, byte[]> members) throws IOException, SQLException;
    }

    private final Path scratch;
    private final byte[] sound;
    private final Map<String, byte[]> members;

    private static final String ADAPTER = "adapters/%s/adapter_config.json";

    private static Map<String, byte[]> adapter(String name) {
        return Map.of(
                ADAPTER.formatted(name),
                "{}".getBytes(StandardCharsets.UTF_8),
                "adapters/" + name + "/adapter_model.safetensors",
                new byte[16]);
    }

    /// A persona whose brain names an adapter.
    private static Change naming(String name, Map<String, byte[]> files) {
        return members -> {
            var brain =
                    "{\"kind\": \"MODEL\", \"model\": \"m\", \"recordedFirst\": true,"
                            + " \"temperament\": \"NATURAL\", \"adapter\": \"%s\"}".formatted(name);
            var persona = (ObjectNode) Json.MAPPER.readTree(members.get("persona.json"));
            persona.set("brain", Json.MAPPER.readTree(brain));
            members.put("persona.json", Json.text(persona).getBytes(StandardCharsets.UTF_8));
            members.putAll(files);
        };
    }

    HostileArchives(Path scratch) throws IOException {
        this.scratch = scratch;
        var archive = scratch.resolve("sound.likeness");
        try (var store = Given.store(scratch.resolve("maker"))) {
            Given.full(store, scratch.resolve("files"));
            store.export("ada", archive, Progress.none());
        }
        sound = Files.readAllBytes(archive);
        members = Zip.members(archive);
        members.remove("manifest.json");
    }

    byte[] sound() {
        return sound;
    }

    /// What a harmless repacking by another program gives; it must be accepted, or the others
    /// prove nothing.
    byte[] repacked() {
        return zip(members, _ -> {}).bytes();
    }

    List<Hostile> all() throws IOException, SQLException {
        return List.of(
                hostile("an empty file", "NotZip", new byte[0]),
                hostile(
                        "a text",
                        "NotZip",
                        "PK is how a zip begins".getBytes(StandardCharsets.UTF_8)),
                hostile("another kind of archive", "NotZip", junk(4096)),
                hostile("its first half", "CutShort", Arrays.copyOf(sound, sound.length / 2)),
                hostile(
                        "all but its last byte",
                        "CutShort",
                        Arrays.copyOf(sound, sound.length - 1)),
                hostile("only its first four bytes", "CutShort", Arrays.copyOf(sound, 4)),
                hostile("zeros where the directory was", "Damaged", withoutDirectory()),
                hostile("bytes before the first entry", "NotZip", after(junk(100))),
                hostile("another zip before it", "Damaged", after(sound)),
                hostile("a directory of a million entries", "Damaged", manyEntries()),
                hostile("too many members", "TooMany", crowd()),
                named("a parent folder", "Escape", "../evil.json"),
                named("a parent folder further in", "Escape", "media/../../evil.json"),
                named("an absolute path", "Escape", "/tmp/evil.json"),
                named("a drive letter", "Escape", "C:evil.json"),
                named("backslashes", "Escape", "..\\..\\evil.json"),
                named("a zero in the name", "Escape", "persona.json\0.txt"),
                named("an alternate stream", "Escape", "persona.json:evil"),
                named("a program beside the persona", "Stranger", "run.sh"),
                named("a log for the database", "Stranger", "corpus.db-wal"),
                named("a hidden folder", "Stranger", ".ssh/authorized_keys"),
                named("a medium that is not named by a hash", "Stranger", "media/song.wav"),
                named("a folder", "Stranger", "media/"),
                named("a face beside its folder", "Stranger", "faces/clip.mp4"),
                named("a hidden file in a voice", "Stranger", "voices/me/.profile"),
                named("a parent folder in a face", "Escape", "faces/me/../../../evil"),
                named("a device in a face", "Stranger", "faces/me/con.mp4"),
                named("a face too deep", "Stranger", "faces/me/a/b/c/d"),
                named("an adapter beside its folder", "Stranger", "adapters/adapter_config.json"),
                named("something else with an adapter", "Stranger", "adapters/me/run.sh"),
                named("an adapter too deep", "Stranger", "adapters/me/a/adapter_config.json"),
                named("a hidden adapter", "Stranger", "adapters/.me/adapter_config.json"),
                named("a parent folder in an adapter", "Escape", "adapters/../adapter_config.json"),
                named("an adapter called like a device", "Stranger", ADAPTER.formatted("con")),
                members("an adapter nobody names", "Adapter", m -> m.putAll(adapter("me"))),
                members("an adapter of another name", "Adapter", naming("it", adapter("me"))),
                members(
                        "half an adapter",
                        "Adapter",
                        naming("me", Map.of(ADAPTER.formatted("me"), new byte[2]))),
                members(
                        "an adapter with two files of weights",
                        "Adapter",
                        m -> {
                            naming("me", adapter("me")).to(m);
                            m.put("adapters/me/adapter_model.bin", new byte[3]);
                        }),
                members(
                        "an endless configuration of an adapter",
                        "Adapter",
                        m -> {
                            naming("me", adapter("me")).to(m);
                            m.put(ADAPTER.formatted("me"), junk((1 << 20) + 1));
                        }),
                named("the same name in capitals", "CaseClash", "PERSONA.JSON"),
                named("the same name in wide letters", "CaseClash", "ｐersona.json"),
                named("the same name twice", "Duplicate", "persona.json"),
                hostile("a second manifest", "Duplicate", twoManifests()),
                hostile(
                        "a link instead of a file",
                        "Link",
                        entry(e -> e.attributes = 0120777 << 16)),
                hostile(
                        "a device instead of a file",
                        "Link",
                        entry(e -> e.attributes = 0020666 << 16)),
                hostile("a folder named like a file", "Link", entry(e -> e.attributes |= 0x10)),
                hostile("a password", "Encrypted", entry(e -> e.flags |= 1)),
                hostile("no manifest", "NoManifest", raw(members).bytes()),
                hostile("a manifest that is no JSON", "BadManifest", manifest("{\"format\": 1")),
                hostile("a manifest of something else", "BadManifest", manifest("[]")),
                hostile(
                        "a manifest of endless brackets",
                        "BadManifest",
                        manifest("[".repeat(100_000))),
                hostile(
                        "a manifest with two formats",
                        "BadManifest",
                        manifest("{\"format\":1,\"format\":1}")),
                hostile("a manifest of a newer version", "Newer", manifest("{\"format\": 2}")),
                hostile("a member that is not listed", "Unlisted", unlisted()),
                hostile("a listed member that is missing", "MemberMissing", lacking()),
                members("no database", "MemberMissing", m -> m.remove("corpus.db")),
                members("no persona", "MemberMissing", m -> m.remove("persona.json")),
                members("a recording less", "MemberMissing", m -> m.remove(medium())),
                hostile("other bytes than listed", "WrongHash", swapped(7)),
                hostile("more bytes than listed", "WrongSize", swapped(-1)),
                hostile("a size in the directory that lies", "WrongSize", entry(e -> e.size = 5)),
                hostile("both sizes lying low", "WrongSize", lying(-1)),
                hostile("both sizes lying high", "WrongSize", lying(1000)),
                hostile(
                        "a listed size of nine exabytes",
                        "WrongSize",
                        sized("9223372036854775807")),
                hostile("a listed size below zero", "BadManifest", sized("-1")),
                hostile(
                        "a listed size beyond all numbers",
                        "BadManifest",
                        sized("92233720368547758070")),
                members("a bomb", "Bomb", m -> m.put("consent/0009.json", new byte[40 << 20])),
                members(
                        "more than the limit",
                        "TooLarge",
                        m -> m.put("consent/0009.json", junk(9 << 20))),
                members(
                        "a medium with other contents",
                        "MediumName",
                        m -> m.put(medium(), junk(16))),
                members("a medium the database lacks", "MediumUnknown", this::stowaway),
                members(
                        "a database that is text",
                        "BadDatabase",
                        m -> m.put("corpus.db", junk(8192))),
                members(
                        "a database that is empty",
                        "BadDatabase",
                        m -> m.put("corpus.db", new byte[0])),
                members(
                        "a database cut short",
                        "BadDatabase",
                        m ->
                                m.put(
                                        "corpus.db",
                                        Arrays.copyOf(
                                                bytes(m, "corpus.db"),
                                                bytes(m, "corpus.db").length / 2))),
                members("a database with junk pages", "BadDatabase", this::junkPages),
                sql(
                        "a trigger",
                        "StrangeSchema",
                        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END"),
                sql(
                        "a view",
                        "StrangeSchema",
                        "CREATE VIEW v AS SELECT load_extension('/tmp/evil.so')"),
                sql(
                        "a view in a table's place",
                        "StrangeSchema",
                        "ALTER TABLE passage RENAME TO p",
                        "CREATE VIEW passage AS SELECT * FROM p"),
                sql("a virtual table", "StrangeSchema", "CREATE VIRTUAL TABLE t USING fts5(x)"),
                sql(
                        "an index with an expression",
                        "StrangeSchema",
                        "CREATE INDEX i ON answer (abs(place))"),
                sql(
                        "a column more",
                        "StrangeSchema",
                        "ALTER TABLE answer ADD COLUMN more TEXT DEFAULT ''"),
                sql("a table less", "StrangeSchema", "DROP TABLE passage"),
                sql("a database of version 0", "StrangeSchema", "PRAGMA user_version = 0"),
                sql("a database of a newer version", "Newer", "PRAGMA user_version = 99"),
                sql("a write-ahead log", "BadDatabase", "PRAGMA journal_mode = WAL"),
                sql(
                        "a recording that is not there",
                        "BadDatabase",
                        "PRAGMA foreign_keys = OFF",
                        "UPDATE answer SET recording = '"
                                + "0".repeat(64)
                                + "' WHERE recording IS NOT NULL"),
                sql(
                        "a language nobody speaks",
                        "BadDatabase",
                        "PRAGMA ignore_check_constraints = ON",
                        "UPDATE answer SET language = 'xx'"),
                sql("a date that is none", "StrangeRows", "UPDATE answer SET date = 'tomorrow'"),
                sql("a time that is none", "StrangeRows", "UPDATE media SET made_at = 'now'"),
                sql("an answer without question", "StrangeRows", "DELETE FROM question"),
                sql(
                        "an identifier like a path",
                        "StrangeRows",
                        "UPDATE document SET id = '../x'",
                        "UPDATE passage SET document = '../x'"),
                sql("no revision", "StrangeRows", "DELETE FROM state"),
                sql(
                        "an extension like a path",
                        "MediumUnknown",
                        "UPDATE media SET extension = 'x/../../../evil'"),
                sql(
                        "a medium of another length",
                        "MediumUnknown",
                        "UPDATE media SET bytes = bytes + 1"),
                persona("an identifier like a path", "\"id\" : \"ada\"", "\"id\" : \"../../evil\""),
                persona("a device for an identifier", "\"id\" : \"ada\"", "\"id\" : \"nul\""),
                persona("a portrait like a path", "\"portrait\" : \"\"", "\"portrait\" : \"../x\""),
                persona("no consent", "\"grantedBy\" : \"Ada Bloom\"", "\"grantedBy\" : \"\""),
                persona("an unknown basis", "\"SELF\"", "\"BECAUSE\""),
                persona("a name that is a number", "\"name\" : \"Ada\"", "\"name\" : 7"),
                persona("broken off", "\"consent\"", ""),
                members(
                        "a persona of a newer version",
                        "Newer",
                        m -> edit(m, "\"format\" : 1", "\"format\" : 2")),
                members(
                        "a portrait that is missing",
                        "MemberMissing",
                        m ->
                                edit(
                                        m,
                                        "\"portrait\" : \"\"",
                                        "\"portrait\" : \"" + "0".repeat(64) + "\"")));
    }

    private static Hostile hostile(String what, String key, byte[] bytes) {
        return new Hostile(what, "corpus.store.archive" + key, bytes);
    }

    private Hostile members(String what, String key, Change change)
            throws IOException, SQLException {
        var changed = new LinkedHashMap<>(members);
        change.to(changed);
        return hostile(what, key, zip(changed, _ -> {}).bytes());
    }

    /// One more entry, listed and hashed as it should be.
    private Hostile named(String what, String key, String name) {
        var zip = raw(members);
        var more = "harm".getBytes(StandardCharsets.UTF_8);
        zip.add(name, more);
        var listed = new LinkedHashMap<>(members);
        listed.putIfAbsent(name, more);
        zip.add("manifest.json", listing(listed));
        return hostile(what, key, zip.bytes());
    }

    private Hostile sql(String what, String key, String... statements)
            throws IOException, SQLException {
        return members(
                what,
                key,
                m -> {
                    var file = scratch.resolve("hostile.db");
                    Files.write(file, bytes(m, "corpus.db"));
                    try (var db = Connections.snapshot(file);
                            var statement = db.createStatement()) {
                        for (var sql : statements) {
                            statement.execute(sql);
                        }
                    }
                    m.put("corpus.db", Files.readAllBytes(file));
                });
    }

    private Hostile persona(String what, String from, String to) throws IOException, SQLException {
        return members(what, "BadPersona", m -> edit(m, from, to));
    }

    private static void edit(Map<String, byte[]> members, String from, String to) {
        var text = new String(bytes(members, "persona.json"), StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("expected " + from + " in " + text);
        }
        members.put("persona.json", text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /// An honest archive but for what is done to its first entry, the database.
    private byte[] entry(Consumer<Zip.Entry> change) {
        return zip(members, change).bytes();
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

    private static Zip raw(Map<String, byte[]> members) {
        var zip = new Zip();
        members.forEach(zip::add);
        return zip;
    }

    private static String listing(Map<String, byte[]> members) {
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

    private byte[] manifest(String text) {
        var zip = raw(members);
        zip.add("manifest.json", text);
        return zip.bytes();
    }

    private byte[] twoManifests() {
        var zip = zip(members, _ -> {});
        zip.add("manifest.json", "{}");
        return zip.bytes();
    }

    private byte[] unlisted() {
        var zip = zip(members, _ -> {});
        zip.add("consent/0007.json", "{}");
        return zip.bytes();
    }

    private byte[] lacking() {
        var listed = new LinkedHashMap<>(members);
        listed.put("consent/0007.json", junk(10));
        var zip = raw(members);
        zip.add("manifest.json", listing(listed));
        return zip.bytes();
    }

    /// The manifest of the sound archive, with a last member of other bytes or other length.
    private byte[] swapped(int change) {
        var changed = new LinkedHashMap<>(members);
        var name = "consent/0001.json";
        var bytes = bytes(members, name);
        var other = Arrays.copyOf(bytes, change < 0 ? bytes.length + 3 : bytes.length);
        other[7] ^= 1;
        changed.put(name, other);
        var zip = raw(changed);
        zip.add("manifest.json", listing(members));
        return zip.bytes();
    }

    /// Directory and manifest agree on a length that the packed bytes do not have.
    private byte[] lying(int by) {
        var zip = new Zip();
        for (var member : members.entrySet()) {
            var entry = zip.add(member.getKey(), member.getValue());
            if (member.getKey().equals("corpus.db")) {
                entry.size += by;
            }
        }
        int length = bytes(members, "corpus.db").length;
        zip.add(
                "manifest.json",
                listing(members).replace("\"size\" : " + length, "\"size\" : " + (length + by)));
        return zip.bytes();
    }

    private byte[] sized(String size) {
        int length = bytes(members, "corpus.db").length;
        var zip = raw(members);
        zip.add(
                "manifest.json",
                listing(members).replace("\"size\" : " + length, "\"size\" : " + size));
        return zip.bytes();
    }

    private static byte[] bytes(Map<String, byte[]> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    private byte[] withoutDirectory() {
        var bytes = sound.clone();
        Arrays.fill(bytes, bytes.length - 200, bytes.length - 22, (byte) 0);
        return bytes;
    }

    private byte[] manyEntries() {
        var bytes = sound.clone();
        bytes[bytes.length - 12] = (byte) 0xff;
        bytes[bytes.length - 11] = (byte) 0xff;
        bytes[bytes.length - 14] = (byte) 0xff;
        bytes[bytes.length - 13] = (byte) 0xff;
        return bytes;
    }

    private byte[] crowd() {
        var zip = zip(members, _ -> {});
        for (int i = 0; i < 200; i++) {
            zip.add("consent/%04d.json".formatted(i + 100), "{}");
        }
        return zip.bytes();
    }

    private byte[] after(byte[] before) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(before);
        out.writeBytes(sound);
        return out.toByteArray();
    }

    private String medium() {
        return members.keySet().stream()
                .filter(name -> name.startsWith("media/"))
                .findFirst()
                .orElseThrow();
    }

    private void stowaway(Map<String, byte[]> members) {
        var bytes = junk(64);
        members.put("media/" + Given.hash(bytes) + ".wav", bytes);
    }

    private void junkPages(Map<String, byte[]> members) {
        var bytes = bytes(members, "corpus.db").clone();
        System.arraycopy(junk(4096 * 3), 0, bytes, 4096 * 3, 4096 * 3);
        members.put("corpus.db", bytes);
    }

    /// Bytes that do not pack, the same ones each time.
    private static byte[] junk(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
