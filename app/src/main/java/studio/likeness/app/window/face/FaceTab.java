package studio.likeness.app.window.face;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Lazy;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.Cameras;
import studio.likeness.models.job.JobRunner;

/// Faces: filming one, bringing one, choosing which one speaks. Nothing is read before the tab is
/// first shown, and no camera is on before somebody asks for it.
public final class FaceTab implements Tab {
    private final Ui ui;
    private final FaceWork work;
    private final SpeakingWork speaking;
    private final Lazy<FaceModel> model;

    public FaceTab(Ui ui, Studio studio) {
        this(
                ui,
                FaceWork.of(studio),
                SpeakingWork.of(studio),
                studio.jobs(),
                Cameras.ofMachine(),
                CaptureModel.Pace.USUAL);
    }

    FaceTab(
            Ui ui,
            FaceWork work,
            SpeakingWork speaking,
            JobRunner jobs,
            Cameras cameras,
            CaptureModel.Pace pace) {
        this.ui = ui;
        this.work = work;
        this.speaking = speaking;
        model = new Lazy<>(() -> new FaceModel(ui, work, speaking, jobs, cameras, pace));
    }

    FaceModel model() {
        return model.get();
    }

    @Override
    public String key() {
        return "face";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignF.FACE_RECOGNITION;
    }

    @Override
    public Node view() {
        return new FaceView(ui, model(), work, speaking);
    }

    @Override
    public void shown(String item) {
        model().shown();
    }

    @Override
    public void hidden() {
        model.ifMade(FaceModel::hidden);
    }

    @Override
    public void escape() {
        model().escape();
    }

    @Override
    public void close() {
        model.ifMade(FaceModel::close);
    }
}
