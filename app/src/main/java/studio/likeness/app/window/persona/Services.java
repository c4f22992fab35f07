package studio.likeness.app.window.persona;

import java.util.function.Consumer;
import studio.likeness.app.Studio;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.StudioSounds;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.job.JobRunner;

/// What the tab uses of the studio.
///
/// @param delete closes what is open of a persona and moves it to the trash
record Services(
        PersonaStore store, Consumer<String> delete, Sounds sounds, JobRunner jobs, Minds minds) {
    static Services of(Studio studio) {
        return of(studio, new StudioSounds(studio.settings()::get));
    }

    static Services of(Studio studio, Sounds sounds) {
        return new Services(
                studio.personas(), studio::delete, sounds, studio.jobs(), new StudioMinds(studio));
    }
}
