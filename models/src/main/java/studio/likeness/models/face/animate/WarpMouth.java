package studio.likeness.models.face.animate;

import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.MouthWarp;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// The person's mouth at rest, drawn in the shapes that the sound asks for: the simple way, which
/// needs no network.
final class WarpMouth implements Mouth {
    private final FaceProfile profile;
    private final RestMouth rest;
    private final MouthWarp warp;
    private final byte[] mask;

    WarpMouth(FaceProfile profile, RestMouth rest) {
        this.profile = profile;
        this.rest = rest;
        warp =
                new MouthWarp(
                        rest.picture(),
                        rest.points().stream()
                                .map(p -> (Point2D) new Point2D.Double(p.x(), p.y()))
                                .toList());
        mask = LowerFace.mask(rest.points(), rest.picture().width(), rest.picture().height());
    }

    @Override
    public Engine engine() {
        return Engine.WARP;
    }

    @Override
    public Device device() {
        return Device.processor();
    }

    @Override
    public int columns() {
        return 0;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public List<Optional<Picture>> paint(List<Shot> shots) {
        return shots.stream()
                .map(
                        shot ->
                                shot.speaking() > 0 && !shot.held()
                                        ? Optional.of(warp.draw(shot.shape()))
                                        : Optional.<Picture>empty())
                .toList();
    }

    @Override
    public Optional<Made> made(Shot shot, Optional<Picture> painted) {
        return painted.map(
                picture ->
                        new Made(
                                Layer.of(picture, mask),
                                rest.at(profile.points().get(shot.number()))));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
