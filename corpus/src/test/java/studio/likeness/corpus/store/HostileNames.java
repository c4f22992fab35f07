package studio.likeness.corpus.store;

import java.util.List;

/// Members whose names lead elsewhere, belong to nothing, or stand for two files at once.
final class HostileNames {
    private final SoundArchive sound;

    HostileNames(SoundArchive sound) {
        this.sound = sound;
    }

    List<Hostile> all() {
        return List.of(
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
                named(
                        "an adapter called like a device",
                        "Stranger",
                        "adapters/con/adapter_config.json"),
                named("the same name in capitals", "CaseClash", "PERSONA.JSON"),
                named("the same name in wide letters", "CaseClash", "ｐersona.json"),
                named("the same name twice", "Duplicate", "persona.json"));
    }

    /// One more entry, listed and hashed as it should be.
    private Hostile named(String what, String key, String name) {
        var zip = SoundArchive.raw(sound.members());
        var more = SoundArchive.bytes("harm");
        zip.add(name, more);
        var listed = sound.members();
        listed.putIfAbsent(name, more);
        zip.add("manifest.json", SoundArchive.listing(listed));
        return Hostile.of(what, key, zip.bytes());
    }
}
