package studio.likeness.app;

/// Settings in the making: a copy of the old ones, in which a few are replaced.
public final class SettingsDraft {
    private String language;
    private String theme;
    private String microphone;
    private String speaker;
    private String camera;
    private double volume;
    private double textScale;
    private boolean captions;
    private boolean sidebarCollapsed;
    private boolean reducedMotion;
    private String persona;
    private String device;
    private String embedder;
    private String script;
    private String ollama;
    private String modelsFolder;
    private Settings.Network network;
    private Settings.Api api;
    private Settings.Table answers;
    private Settings.Window window;

    SettingsDraft(Settings old) {
        language = old.language();
        theme = old.theme();
        microphone = old.microphone();
        speaker = old.speaker();
        camera = old.camera();
        volume = old.volume();
        textScale = old.textScale();
        captions = old.captions();
        sidebarCollapsed = old.sidebarCollapsed();
        reducedMotion = old.reducedMotion();
        persona = old.persona();
        device = old.device();
        embedder = old.embedder();
        script = old.script();
        ollama = old.ollama();
        modelsFolder = old.modelsFolder();
        network = old.network();
        api = old.api();
        answers = old.answers();
        window = old.window();
    }

    /// What it has become.
    Settings settings() {
        return new Settings(
                language,
                theme,
                microphone,
                speaker,
                camera,
                volume,
                textScale,
                captions,
                sidebarCollapsed,
                reducedMotion,
                persona,
                device,
                embedder,
                script,
                ollama,
                modelsFolder,
                network,
                api,
                answers,
                window);
    }

    public void language(String choice) {
        language = choice;
    }

    public void theme(String choice) {
        theme = choice;
    }

    public void microphone(String id) {
        microphone = id;
    }

    public void speaker(String id) {
        speaker = id;
    }

    public void camera(String id) {
        camera = id;
    }

    public void volume(double gain) {
        volume = gain;
    }

    public void textScale(double scale) {
        textScale = scale;
    }

    public void captions(boolean on) {
        captions = on;
    }

    public void sidebarCollapsed(boolean collapsed) {
        sidebarCollapsed = collapsed;
    }

    public void reducedMotion(boolean reduced) {
        reducedMotion = reduced;
    }

    public void persona(String id) {
        persona = id;
    }

    public void device(String choice) {
        device = choice;
    }

    public void embedder(String id) {
        embedder = id;
    }

    public void script(String choice) {
        script = choice;
    }

    public void ollama(String address) {
        ollama = address;
    }

    public void modelsFolder(String path) {
        modelsFolder = path;
    }

    public void network(Settings.Network choice) {
        network = choice;
    }

    public void api(Settings.Api choice) {
        api = choice;
    }

    public void answers(Settings.Table looks) {
        answers = looks;
    }

    public void window(Settings.Window place) {
        window = place;
    }
}
