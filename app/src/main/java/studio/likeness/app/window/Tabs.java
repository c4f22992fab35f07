package studio.likeness.app.window;

import java.util.List;
import studio.likeness.app.Studio;
import studio.likeness.app.doctor.Doctor;
import studio.likeness.app.window.conversation.ConversationTab;
import studio.likeness.app.window.corpus.CorpusTab;
import studio.likeness.app.window.face.FaceTab;
import studio.likeness.app.window.library.LibraryTab;
import studio.likeness.app.window.persona.PersonaTab;
import studio.likeness.app.window.settings.Diagnostics;
import studio.likeness.app.window.settings.SettingsTab;
import studio.likeness.app.window.voice.VoiceTab;

/// The window's tabs, in the order of the work. A tab that does not work yet is not here.
final class Tabs {
    /// What the window opens with.
    static final String FIRST = "conversation";

    private Tabs() {}

    /// Above the line in the sidebar.
    static List<Tab> work(Ui ui, Studio studio) {
        return List.of(
                new PersonaTab(ui, studio),
                new CorpusTab(ui, studio),
                new VoiceTab(ui, studio),
                new FaceTab(ui, studio),
                ConversationTab.of(ui, studio));
    }

    /// Below the line.
    static List<Tab> house(Ui ui, Studio studio) {
        return List.of(
                new LibraryTab(ui, studio),
                SettingsTab.of(ui, studio, Diagnostics.of(new Doctor(studio))));
    }
}
