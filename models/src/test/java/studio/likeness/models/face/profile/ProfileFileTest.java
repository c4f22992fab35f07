package studio.likeness.models.face.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.job.StudioException;

class ProfileFileTest {
    @TempDir Path folder;

    private FaceProfile profile(int frames) {
        var boxes = new ArrayList<FaceBox>();
        var points = new ArrayList<List<Point>>();
        var rest = new ArrayList<Boolean>();
        for (int i = 0; i < frames; i++) {
            boxes.add(new FaceBox(10 + i, 20, 110 + i, 160));
            var frame = new ArrayList<Point>();
            for (int p = 0; p < 68; p++) {
                frame.add(new Point(-20 + p * 1.5f + i, 30 + p / 16f));
            }
            points.add(frame);
            rest.add(i % 3 == 0);
        }
        return new FaceProfile(
                folder,
                320,
                240,
                25,
                boxes,
                points,
                true,
                rest,
                new FaceProfile.Loop(1, frames - 1, true));
    }

    @Test
    void readsWhatItWrote() {
        var profile = profile(20);

        profile.write();

        assertEquals(profile, FaceProfile.read(folder));
        assertEquals(FaceReport.EMPTY, FaceReport.read(folder));
    }

    @Test
    void staysSmallForLongClips() throws Exception {
        profile(2_000).write();

        assertTrue(Files.size(folder.resolve(ProfileFile.NAME)) < 2_000 * 450);
    }

    @Test
    void saysThatThereIsNone() {
        var e = assertThrows(StudioException.class, () -> FaceProfile.read(folder));

        assertEquals("models.face.profile.missing", e.key());
    }

    @Test
    void refusesWhatItDoesNotUnderstandWholly() throws Exception {
        List<Consumer<ObjectNode>> faults =
                List.of(
                        json -> json.put("format", 0),
                        json -> json.put("width", -1),
                        json -> json.put("width", 100_000),
                        json -> json.put("height", "240"),
                        json -> json.put("framesPerSecond", 24),
                        json -> json.remove("boxes"),
                        json -> json.putArray("boxes"),
                        json -> json.withArray("boxes").addArray().add(1),
                        json -> json.withArray("boxes").remove(0),
                        json -> json.withArray("points").set(0, "AAAA"),
                        json -> json.withArray("points").set(0, "%%%"),
                        json -> json.withArray("points").remove(3),
                        json -> json.put("rest", "01"),
                        json -> json.put("rest", "2".repeat(20)),
                        json -> json.put("measured", "yes"),
                        json -> json.withObject("loop").put("to", 21),
                        json -> json.withObject("loop").put("from", 19),
                        json -> json.withObject("loop").put("from", -1),
                        json -> json.withObject("made").put("original", "../../x"),
                        json -> json.withObject("made").put("at", "yesterday"),
                        json -> json.withObject("made").put("tools", "x".repeat(2_000)),
                        json -> json.remove("report"),
                        json ->
                                json.withObject("report")
                                        .withArray("findings")
                                        .addObject()
                                        .put("aspect", "SIZE")
                                        .put("verdict", "BAD")
                                        .put("value", 1)
                                        .put("reason", "nonsense"));
        for (int i = 0; i < faults.size(); i++) {
            profile(20).write();
            var file = folder.resolve(ProfileFile.NAME);
            var json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
            faults.get(i).accept(json);
            Files.writeString(file, json.toString());

            var e = assertThrows(StudioException.class, () -> FaceProfile.read(folder), "" + i);
            assertEquals("models.face.profile.broken", e.key(), "fault " + i);
        }
    }

    @Test
    void refusesTextThatIsNoJsonAndWhatIsNewer() throws Exception {
        var file = folder.resolve(ProfileFile.NAME);
        for (var text : List.of("", "{", "[".repeat(10_000), "{\"format\":1} x", "null")) {
            Files.writeString(file, text);
            var e = assertThrows(StudioException.class, () -> FaceProfile.read(folder));
            assertEquals("models.face.profile.broken", e.key());
        }
        Files.writeString(file, "{\"format\":2}");
        var e = assertThrows(StudioException.class, () -> FaceProfile.read(folder));
        assertEquals("models.face.profile.newer", e.key());
    }

    @Test
    void hasWordsForEverythingInBothLanguages() {
        for (var name : List.of("face.profile", "worker")) {
            var bundle = "studio.likeness.models." + name + ".words";
            var english = ResourceBundle.getBundle(bundle, Locale.ROOT);
            var chinese = ResourceBundle.getBundle(bundle, Locale.SIMPLIFIED_CHINESE);
            assertEquals(english.keySet(), chinese.keySet());
            for (var key : english.keySet()) {
                assertFalse(english.getString(key).equals(chinese.getString(key)), key);
            }
        }
    }
}
