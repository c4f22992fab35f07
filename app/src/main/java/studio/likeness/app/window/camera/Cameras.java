package studio.likeness.app.window.camera;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.media.Camera;
import studio.likeness.models.media.Filming;
import studio.likeness.models.media.Microphone;

/// Where pictures come from. Blocks: called in the background.
public interface Cameras {
    List<Camera.Device> list();

    /// @param camera an id of [#list], or `default`
    /// @param microphone its id, for a film with sound
    /// @throws studio.likeness.models.job.StudioException when a device cannot be had
    Filming open(String camera, Optional<String> microphone, Filming.Watcher watcher);

    static Cameras ofMachine() {
        return new Cameras() {
            @Override
            public List<Camera.Device> list() {
                return Camera.devices();
            }

            @Override
            public Filming open(
                    String camera, Optional<String> microphone, Filming.Watcher watcher) {
                return filming(Camera.open(camera, Camera.Wanted.USUAL), microphone, watcher);
            }
        };
    }

    /// A camera that is open, with a microphone; closes the camera when that cannot be had.
    static Filming filming(Camera camera, Optional<String> microphone, Filming.Watcher watcher) {
        try {
            return new Filming(camera, microphone.map(id -> Microphone.open(id, 48_000)), watcher);
        } catch (RuntimeException e) {
            camera.close();
            throw e;
        }
    }
}
