package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// What lies in `personas/<id>/`.
final class PersonaFolder {
    static final String PERSONA = "persona.json";
    static final String DATABASE = "corpus.db";
    static final String MEDIA = "media";

    /// The index; rebuilt from the rest at any time.
    static final String MEMORY = "memory";

    /// Every consent that was given, in order: `0001.json` and so on. A later one does not replace
    /// the earlier ones.
    static final String CONSENT = "consent";

    /// A filmed or photographed face each, prepared for speaking.
    static final String FACES = "faces";

    /// A voice each: what it is made of, and its reference recordings.
    static final String VOICES = "voices";

    /// What changes the model of its brain, where that came with it and the model is not here.
    static final String ADAPTERS = "adapters";

    /// Faces and voices that were removed and can be taken back; no part of an archive.
    static final String TRASH = "trash";

    private PersonaFolder() {}

    /// Makes the folder of a new persona, without answers.
    static void create(Path folder, Persona persona) throws IOException {
        prepare(folder);
        PersonaFile.write(folder.resolve(PERSONA), persona);
        keepConsent(folder, persona.consent());
        Database.create(folder.resolve(DATABASE), persona.name());
    }

    /// Makes the sub-folders.
    static void prepare(Path folder) throws IOException {
        for (var name : new String[] {MEDIA, MEMORY, CONSENT}) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    /// @throws StudioException when it is not a whole persona
    static Persona read(Path folder) {
        var id = folder.getFileName().toString();
        var persona = PersonaFile.read(folder.resolve(PERSONA), id);
        if (!persona.id().equals(id)) {
            throw new StudioException("corpus.store.otherFolder", id, persona.id());
        }
        if (!Files.isRegularFile(folder.resolve(DATABASE))) {
            throw new StudioException("corpus.store.databaseMissing", persona.name());
        }
        return persona;
    }

    static void keepConsent(Path folder, Consent consent) throws IOException {
        var records = Files.createDirectories(folder.resolve(CONSENT));
        int number = 1;
        while (Files.exists(records.resolve(name(number)))) {
            number++;
        }
        PersonaFile.write(records.resolve(name(number)), consent);
    }

    private static String name(int number) {
        return "%04d.json".formatted(number);
    }
}
