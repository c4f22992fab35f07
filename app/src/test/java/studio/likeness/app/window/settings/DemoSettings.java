package studio.likeness.app.window.settings;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.app.Remembering;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.settings.Diagnostics.Line;
import studio.likeness.app.window.settings.Diagnostics.Status;
import studio.likeness.models.job.Job;

/// Settings of a machine with two microphones and no camera.
public final class DemoSettings {
    private DemoSettings() {}

    public static SettingsTab tab(Ui ui) {
        return new SettingsTab(
                ui,
                Path.of("/home/me/.local/share/likeness"),
                devices(),
                () -> lines(ui),
                List.of(
                        () -> new ModelsSection(ui.texts(), new ModelsFolderModel(ui, models())),
                        () -> new MemorySection(ui.texts(), new MemoryModel(ui, memory())),
                        () -> new NetworkSection(ui.texts(), network(ui)),
                        () -> new ApiSection(ui.texts(), new ApiModel(ui, new DemoDoor()))));
    }

    private static ModelsPlace models() {
        return new ModelsPlace() {
            @Override
            public Path folder() {
                return Path.of("/media/me/disk/models");
            }

            @Override
            public Job move(Path folder) {
                throw new UnsupportedOperationException("a demonstration moves nothing");
            }
        };
    }

    private static MemoryDoor memory() {
        return new MemoryDoor() {
            @Override
            public List<String> encoders() {
                return List.of("bge-small-zh-v1.5");
            }

            @Override
            public Remembering.State state() {
                return new Remembering.State(Remembering.OWN, "");
            }

            @Override
            public void choose(String encoder) {
                throw new UnsupportedOperationException("a demonstration changes nothing");
            }
        };
    }

    private static NetworkModel network(Ui ui) {
        var model = new NetworkModel(ui);
        model.add();
        model.mirrors().getFirst().fromProperty().set("https://huggingface.co");
        model.mirrors().getFirst().toProperty().set("https://mirror.example.org");
        return model;
    }

    static Devices devices() {
        return new Devices() {
            @Override
            public List<Device> microphones() {
                return List.of(
                        new Device("alsa_input.usb", "Blue Yeti"),
                        new Device("alsa_input.pci", "Built-in Audio Analog Stereo"));
            }

            @Override
            public List<Device> speakers() {
                return List.of(new Device("alsa_output.pci", "Built-in Audio Analog Stereo"));
            }

            @Override
            public List<Device> cameras() {
                return List.of();
            }

            @Override
            public List<Device> cards() {
                return List.of(new Device("cuda:0", "GPU 0 · NVIDIA GeForce RTX 4070 · 12 GB"));
            }

            @Override
            public String problem(String id) {
                return id.equals("cuda:1") ? "There is no card 1." : "";
            }
        };
    }

    private static List<Line> lines(Ui ui) {
        return ui.texts().language().equals("zh")
                ? List.of(
                        new Line("Java", Status.GOOD, "25.0.3，Temurin。", ""),
                        new Line("显卡", Status.NOTE, "没有找到 NVIDIA 显卡，模型在处理器上运行。", "录音问答不需要显卡。"),
                        new Line("麦克风", Status.PROBLEM, "没有麦克风。", "接上一个，再点“重新检查”。"))
                : List.of(
                        new Line("Java", Status.GOOD, "25.0.3, Temurin.", ""),
                        new Line(
                                "Graphics card",
                                Status.NOTE,
                                "No NVIDIA card was found, so models run on the processor.",
                                "Recorded answers need no card."),
                        new Line(
                                "Microphone",
                                Status.PROBLEM,
                                "There is no microphone.",
                                "Plug one in and check again."));
    }
}
