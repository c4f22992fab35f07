package studio.likeness.models.face.animate;

import java.nio.file.*;
import java.util.*;
import studio.likeness.models.face.*;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.*;
import studio.likeness.models.runtime.Device;

public class LookAtIt {
    public static void main(String[] a) throws Exception {
        var out = Path.of(a[0]);
        Files.createDirectories(out);
        long t0 = System.nanoTime();
        var profile =
                TalkingClip.profile(
                        Path.of(a[2]), out, Integer.parseInt(a[3]), Integer.parseInt(a[4]), 201);
        System.out.printf(
                "profile %.1f s, rest %d of %d, best %d%n",
                (System.nanoTime() - t0) / 1e9,
                profile.rest().stream().filter(b -> b).count(),
                profile.frames(),
                RestMouth.best(profile));
        Engines engines = Engines.simple();
        Optional<Engine> engine = Optional.of(Engine.WARP);
        if (a.length > 5) {
            engines =
                    engines.with(
                            Engine.WAV2LIP,
                            a[5].equals("self")
                                    ? () -> new Still(96)
                                    : () -> Wav2LipPainter.open(Path.of(a[5]), Device.processor()));
            engine = Optional.of(Engine.WAV2LIP);
        }
        try (var animator = engines.open(profile, engine, AnimationPlan.forFile()).animator()) {
            t0 = System.nanoTime();
            var film =
                    new Rendering(animator, SourceMark.generated("AI", "AI"), Map.of())
                            .render(Path.of(a[1]), out.resolve("film.mp4"), Progress.none());
            double s = (System.nanoTime() - t0) / 1e9;
            System.out.printf("%s in %.1f s = %.1f fps%n", film, s, film.pictures() / s);
        }
        try (var reader = MediaReader.open(out.resolve("film.mp4"), 48000)) {
            int n = 0;
            for (var p = reader.nextPicture(); p.isPresent(); p = reader.nextPicture()) {
                if (n % 10 == 0)
                    PictureFile.writePng(p.get(), out.resolve("f%03d.png".formatted(n)));
                n++;
            }
        }
    }

    /// gives the crop back, a little darker and redder
    record Still(int size) implements LipPainter {
        public studio.likeness.models.face.find.FaceBox area(
                studio.likeness.models.face.find.FaceBox f,
                List<studio.likeness.models.face.find.FoundFace.Point> p,
                int w,
                int h) {
            return f.padded(studio.likeness.models.face.find.FaceBox.Pads.usual(), w, h);
        }

        public int offset() {
            return 0;
        }

        public List<studio.likeness.models.signal.Picture> paint(
                List<studio.likeness.models.signal.Picture> c, List<float[]> w) {
            var all = new ArrayList<studio.likeness.models.signal.Picture>();
            for (var p : c) {
                var b = p.bgr().clone();
                for (int i = 0; i < b.length; i++)
                    b[i] = (byte) ((b[i] & 255) * (i % 3 == 2 ? 240 : 210) / 256);
                all.add(
                        new studio.likeness.models.signal.Picture(
                                b, p.width(), p.height(), p.pts()));
            }
            return all;
        }

        public int batch() {
            return 8;
        }

        public Device device() {
            return Device.processor();
        }

        public void close() {}
    }
}
