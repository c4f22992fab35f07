package studio.likeness.app.window.settings;

import java.util.List;
import studio.likeness.app.Remembering;
import studio.likeness.app.Studio;

/// By what personas remember. Blocks: called in the background.
interface MemoryDoor {
    /// The models that could be chosen.
    List<String> encoders();

    /// What serves now.
    Remembering.State state();

    /// @param encoder as [Remembering#choose] has it
    void choose(String encoder);

    static MemoryDoor of(Studio studio) {
        return new MemoryDoor() {
            @Override
            public List<String> encoders() {
                return studio.remembering().encoders();
            }

            @Override
            public Remembering.State state() {
                return studio.remembering().state();
            }

            @Override
            public void choose(String encoder) {
                studio.remember(encoder);
            }
        };
    }
}
