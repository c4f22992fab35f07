package studio.likeness.app;

import java.util.List;
import studio.likeness.app.api.Host;
import studio.likeness.app.conversation.Brain;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;

/// The studio, as the API serves it.
record StudioHost(Studio studio) implements Host {
    @Override
    public String version() {
        return Studio.VERSION;
    }

    @Override
    public List<Persona> personas() {
        return studio.personas().list();
    }

    @Override
    public Brain brain(String persona) {
        return studio.brain(persona);
    }

    @Override
    public List<ModelFolder> models() {
        return studio.models().list();
    }

    @Override
    public ChatSession session(String model) {
        return studio.loadedModels().open(model, Device.processor());
    }

    @Override
    public List<Loaded> loaded() {
        return studio.loadedModels().loaded();
    }

    @Override
    public boolean unload(String model) {
        return studio.loadedModels().unload(model);
    }

    @Override
    public TextEmbedder embedder(String model) {
        return TextEmbedder.open(studio.models().find(model), Device.processor());
    }
}
