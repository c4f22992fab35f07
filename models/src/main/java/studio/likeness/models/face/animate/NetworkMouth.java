package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// A mouth that a painter makes anew: a network, or the person's own mouths.
final class NetworkMouth implements Mouth {
    private final Engine engine;
    private final LipPainter painter;
    private final FaceProfile profile;
    private final Function<Shot, float[]> told;
    private final LipCrop crop;

    NetworkMouth(Engine engine, LipPainter painter, FaceProfile profile) {
        this(engine, painter, profile, Shot::window);
    }

    /// @param told what the painter is told of each picture in place of its window of sound
    NetworkMouth(
            Engine engine, LipPainter painter, FaceProfile profile, Function<Shot, float[]> told) {
        this.engine = engine;
        this.painter = painter;
        this.profile = profile;
        this.told = told;
        crop = new LipCrop(painter.size());
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Device device() {
        return painter.device();
    }

    @Override
    public int columns() {
        return painter.columns();
    }

    @Override
    public int offset() {
        return painter.offset();
    }

    @Override
    public int batch() {
        return painter.batch();
    }

    @Override
    public int atOnce() {
        return painter.atOnce();
    }

    FaceBox area(int number) {
        return painter.area(
                profile.boxes().get(number),
                profile.points().get(number),
                profile.width(),
                profile.height());
    }

    @Override
    public List<Optional<Picture>> paint(List<Shot> shots) {
        var crops = new ArrayList<Picture>();
        var windows = new ArrayList<float[]>();
        var places = new ArrayList<List<Point>>();
        for (var shot : shots) {
            if (isPainted(shot)) {
                var area = area(shot.number());
                var face = crop.face(shot.frame(), area);
                places.add(inside(area, shot.number()));
                crops.add(new Picture(face, crop.size(), crop.size(), Duration.ZERO));
                windows.add(told.apply(shot));
            }
        }
        var painted =
                (crops.isEmpty() ? List.<Picture>of() : painter.paint(crops, places, windows))
                        .iterator();
        var all = new ArrayList<Optional<Picture>>();
        for (var shot : shots) {
            all.add(isPainted(shot) ? Optional.of(painted.next()) : Optional.empty());
        }
        return all;
    }

    /// Landmarks in pixels of the crop.
    private List<Point> inside(FaceBox area, int number) {
        var at = Placement.over(area, crop.size(), crop.size());
        return profile.points().get(number).stream().map(at::toPatch).toList();
    }

    private boolean isPainted(Shot shot) {
        return shot.speaking() > 0 && !shot.held() && !area(shot.number()).isEmpty();
    }

    @Override
    public Optional<Made> made(Shot shot, Optional<Picture> painted) {
        var area = area(shot.number());
        if (painted.isEmpty() || area.isEmpty()) {
            return Optional.empty();
        }
        var patch = painted.get();
        var at = Placement.over(area, patch.width(), patch.height());
        var mask = LowerFace.mask(inside(area, shot.number()), patch.width(), patch.height());
        return Optional.of(new Made(Layer.of(patch, mask), at));
    }

    @Override
    public void close() {
        painter.close();
    }
}
