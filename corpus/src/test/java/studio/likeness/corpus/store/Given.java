package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.MediaInfo;

/// Small personas, answers and sounds that the tests of the store start from.
final class Given {
    static final Instant AT = Instant.parse("2024-03-01T08:00:00.123456Z");
    static final Provenance PROVENANCE = new Provenance("file: grandma.csv, row 12", AT, "test 1");

    private Given() {}

    /// A store that takes every file for three seconds of sound.
    static PersonaStore store(Path root) {
        var home = new Home(root);
        return store(home, Limits.of(home));
    }

    static PersonaStore store(Home home, Limits limits) {
        return new PersonaStore(home, Given::threeSeconds, limits);
    }

    static MediaInfo threeSeconds(Path file) {
        return new MediaInfo(
                MediaInfo.Kind.SOUND, "wav", Duration.ofSeconds(3), 0, 0, 0, 16000, 1, 0, "");
    }

    static Persona.Draft persona(String name) {
        return new Persona.Draft(
                name,
                "",
                "A gardener.",
                "Short sentences.",
                List.of("zh", "en"),
                new Consent("Ada Bloom", Consent.Basis.SELF, "Ada Bloom", "", AT, ""));
    }

    static Answer.Draft answer(String question, String reply) {
        return new Answer.Draft(
                Optional.empty(),
                "en",
                "home",
                Optional.of(LocalDate.of(2001, 5, 6)),
                List.of(question, question + " Please."),
                reply,
                Optional.empty(),
                PROVENANCE);
    }

    static Answer.Draft recorded(String id, String question, Media recording) {
        return new Answer.Draft(
                Optional.of(id),
                "zh",
                "",
                Optional.empty(),
                List.of(question),
                "在河边。",
                Optional.of(recording),
                PROVENANCE);
    }

    static Document.Draft document(String title, String... passages) {
        return new Document.Draft(title, "zh", Optional.empty(), List.of(passages), PROVENANCE);
    }

    static Path file(Path path, String contents) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return Files.writeString(path, contents);
    }

    /// A persona with a bit of everything, some of it hidden.
    static Persona full(PersonaStore store, Path scratch) throws IOException {
        var persona = store.create(persona("Ada"));
        try (var corpus = store.open(persona.id())) {
            var sound = file(scratch.resolve("one.wav"), "the sound of one");
            var video = file(scratch.resolve("two.mp4"), "the sight of two");
            var one = corpus.addMedia(sound, false, PROVENANCE);
            var two = corpus.addMedia(video, true, PROVENANCE);
            corpus.put(answer("Where did you live?", "By the river."));
            corpus.put(recorded("zh-1", "你住在哪里？", one));
            corpus.put(recorded("zh-2", "你在哪里工作？", two));
            corpus.put(recorded("zh-3", "还有呢？", two));
            corpus.add(document("日记", "第一段。", "第二段。"));
            corpus.remove(List.of("zh-3"));
        }
        return persona;
    }

    /// Every file below a folder with the hash of its bytes, and every folder.
    static Map<String, String> tree(Path root) throws IOException {
        var tree = new TreeMap<String, String>();
        try (var paths = Files.walk(root)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var name = root.relativize(path).toString();
                tree.put(name, Files.isDirectory(path) ? "folder" : hash(path));
            }
        }
        return tree;
    }

    static String hash(Path file) throws IOException {
        return hash(Files.readAllBytes(file));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
