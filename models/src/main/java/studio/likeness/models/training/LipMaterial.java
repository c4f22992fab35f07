package studio.likeness.models.training;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.lip.LipMel.Mel;
import studio.likeness.models.face.lip.MouthGallery.Mouth;
import studio.likeness.models.face.lip.MouthSound;
import studio.likeness.models.face.lip.MouthView;
import studio.likeness.models.face.lip.OwnLips;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Waveform;

/// What a mouth is learnt from: the lower face in every frame, always from the same place, and the
/// sound around it.
///
/// @param view from where
/// @param mouths of each frame: its picture and where lips and nose lie in it
/// @param sounds `[frames][80 * 40]`, the mel window of each frame
/// @param opening how far the lips are apart, as a share of the eyes' distance
/// @param rest which frames show the mouth at rest
record LipMaterial(
        MouthView view,
        List<Mouth> mouths,
        List<float[]> sounds,
        double[] opening,
        boolean[] rest) {
    /// Of the view, usually.
    static final int SIDE = 112;

    /// The least that something can be learnt from: four seconds.
    private static final int FEWEST = 100;

    /// Longer clips are learnt from in part: so many pictures are 150 MB.
    private static final int MOST = 4_000;

    /// The share of frames that count as closed where the profile knows of none at rest.
    private static final double CLOSED = 0.1;

    static LipMaterial of(FaceProfile face, double seconds, int side, Progress progress) {
        int frames = (int) Math.min(face.frames(), Math.floor(seconds * face.framesPerSecond()));
        if (face.isPhoto() || frames < FEWEST) {
            throw new StudioException(
                    "models.training.lips.tooShort",
                    "%.1f".formatted((double) frames / face.framesPerSecond()));
        }
        int step = Math.ceilDiv(frames, MOST);
        var view = MouthView.of(side, face.points().subList(0, frames));
        var sound = sound(face, frames);
        var mel = new LipMel().of(LipMel.prepare(sound));
        var mouths = new ArrayList<Mouth>();
        var sounds = new ArrayList<float[]>();
        var shown = new ArrayList<Integer>();
        try (var clip = MediaReader.open(face.picture(), LipMel.SAMPLE_RATE_HZ)) {
            for (int i = 0; i < frames; i++) {
                progress.at(i, frames, "models.training.lips.preparing");
                var frame = clip.nextPicture();
                if (frame.isEmpty()) {
                    break;
                }
                if (i % step == 0) {
                    shown.add(i);
                    var points = face.points().get(i);
                    mouths.add(view.mouth(bytes(view.look(frame.get(), points)), points));
                    sounds.add(window(mel, i, face.framesPerSecond()));
                }
            }
        }
        var opening =
                shown.stream().mapToDouble(i -> OwnLips.opening(face.points().get(i))).toArray();
        return new LipMaterial(view, mouths, sounds, opening, rest(face, shown, opening));
    }

    private static Waveform sound(FaceProfile face, int frames) {
        var length = java.time.Duration.ofMillis(1000L * frames / face.framesPerSecond());
        var sound = MediaReader.readSound(face.picture(), LipMel.SAMPLE_RATE_HZ, length);
        boolean silent = true;
        for (float sample : sound.samples()) {
            silent &= Math.abs(sample) < 1e-4;
        }
        if (silent) {
            throw new StudioException("models.training.lips.silent");
        }
        return sound;
    }

    private static float[] window(Mel mel, int frame, int framesPerSecond) {
        return MouthSound.window(mel, MouthSound.start(frame, framesPerSecond));
    }

    /// Of colours in 0 to 1.
    static byte[] bytes(float[] seen) {
        var bytes = new byte[seen.length];
        for (int i = 0; i < seen.length; i++) {
            bytes[i] = (byte) Math.round(Math.clamp(seen[i], 0, 1) * 255);
        }
        return bytes;
    }

    private static boolean[] rest(FaceProfile face, List<Integer> shown, double[] opening) {
        var rest = new boolean[opening.length];
        int count = 0;
        for (int i = 0; i < rest.length; i++) {
            rest[i] = face.rest().get(shown.get(i));
            count += rest[i] ? 1 : 0;
        }
        if (count < 3) {
            var sorted = opening.clone();
            java.util.Arrays.sort(sorted);
            double closed = sorted[(int) (CLOSED * sorted.length)];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = opening[i] <= closed;
            }
        }
        return rest;
    }

    int frames() {
        return mouths.size();
    }

    /// A frame's picture in 0 to 1, at a place in a longer array.
    void picture(int frame, float[] into, int at) {
        var bytes = mouths.get(frame).picture();
        for (int i = 0; i < bytes.length; i++) {
            into[at + i] = (bytes[i] & 0xff) / 255f;
        }
    }

    float[] picture(int frame) {
        var all = new float[mouths.get(frame).picture().length];
        picture(frame, all, 0);
        return all;
    }
}
