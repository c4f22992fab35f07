package studio.likeness.app;

import studio.likeness.app.conversation.Conversation;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.job.Owned;

/// Wires the services, in one readable place. Window, command line and tests each open one.
public final class Studio implements AutoCloseable {
    private final Owned owned = new Owned();
    private final Home home;
    private final SettingsFile settings;
    private final JobRunner jobs;
    private final PersonaStore personas;

    public Studio(Home home) {
        this.home = home;
        settings = new SettingsFile(home.settings());
        personas = owned.own(new PersonaStore(home));
        jobs = owned.own(new JobRunner(new JobStore(home.jobs())));
    }

    public Home home() {
        return home;
    }

    public SettingsFile settings() {
        return settings;
    }

    public JobRunner jobs() {
        return jobs;
    }

    public PersonaStore personas() {
        return personas;
    }

    /// A persona's material; closed with the studio.
    public Corpus corpus(String id) {
        return personas.open(id);
    }

    /// A persona's memory; closed with the studio.
    public Memory memory(String id) {
        return Memory.open(corpus(id));
    }

    /// Imports the persona that comes with the studio, unless it is there or was deleted on
    /// purpose.
    public void ensureSample() {
        throw new UnsupportedOperationException();
    }

    /// A live talk: speaker from the settings (a silent one where the machine has none), pictures
    /// as events. Close it.
    public Conversation talk(String personaId) {
        throw new UnsupportedOperationException(personaId);
    }

    @Override
    public void close() {
        owned.close();
    }
}
