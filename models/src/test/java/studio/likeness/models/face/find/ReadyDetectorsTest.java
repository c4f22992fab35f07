package studio.likeness.models.face.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;

class ReadyDetectorsTest {
    private static final Device DEVICE = Device.processor();

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "yunet_n_dynamic.onnx, one_face_bw.jpg, 1",
        "yunet_n_dynamic.onnx, one_face_three_quarter_painting.jpg, 1",
        "yunet_n_dynamic.onnx, one_face_portrait.jpg, 1",
        "yunet_n_dynamic.onnx, one_face_mouth_open.jpg, 1",
        "yunet_n_dynamic.onnx, two_faces.jpg, 2",
        "yunet_n_dynamic.onnx, eight_faces.jpg, 8",
        "yunet_n_dynamic.onnx, no_face_animal.jpg, 0",
        "yunet_n_640_640.onnx, one_face_bw.jpg, 1",
        "yunet_n_640_640.onnx, one_face_portrait.jpg, 1",
        "yunet_n_640_640.onnx, two_faces.jpg, 2",
        "yunet_n_640_640.onnx, eight_faces.jpg, 8",
        "yunet_n_640_640.onnx, no_face_animal.jpg, 0",
        "ultralight_RFB_320.onnx, one_face_bw.jpg, 1",
        "ultralight_RFB_320.onnx, one_face_three_quarter_painting.jpg, 1",
        "ultralight_RFB_320.onnx, one_face_portrait.jpg, 1",
        "ultralight_RFB_320.onnx, one_face_mouth_open.jpg, 1",
        "ultralight_RFB_320.onnx, two_faces.jpg, 2",
        "ultralight_RFB_320.onnx, eight_faces.jpg, 8",
        "ultralight_RFB_320.onnx, no_face_animal.jpg, 0"
    })
    void findsAsManyFacesAsThereAre(String model, String photo, int faces) throws IOException {
        var picture = Shared.photo(photo);
        try (var detector = ReadyDetectors.open(Shared.model(model), DEVICE)) {
            var found = detector.find(picture);

            assertEquals(faces, found.size(), found::toString);
            for (var face : found) {
                assertTrue(face.left() < picture.width() && face.right() > 0, face::toString);
            }
        }
    }

    @Test
    void findsFacesWhereTheEyesAre() throws IOException {
        try (var yunet = ReadyDetectors.open(Shared.model("yunet_n_dynamic.onnx"), DEVICE)) {
            var face = yunet.find(Shared.photo("one_face_mouth_open.jpg")).getFirst();

            // Read off the picture, 720 by 720.
            assertEquals(289, face.points().get(0).x(), 12);
            assertEquals(337, face.points().get(0).y(), 12);
            assertEquals(446, face.points().get(1).x(), 12);
            assertEquals(339, face.points().get(1).y(), 12);
        }
    }

    @Test
    void marksTheSameEyesAndAnOpenMouth() throws IOException {
        var picture = Shared.photo("one_face_mouth_open.jpg");
        try (var yunet = ReadyDetectors.open(Shared.model("yunet_n_dynamic.onnx"), DEVICE);
                var landmarks = Landmarks.open(Shared.model("pfld_68pts.onnx"), DEVICE)) {
            var face = yunet.find(picture).getFirst();

            var points = landmarks.of(picture, face);

            assertEquals(Landmarks.POINTS, points.size());
            double leftEye = 0;
            for (int i = 36; i < 42; i++) {
                leftEye += points.get(i).x() / 6;
            }
            assertEquals(289, leftEye, 15);
            double eyes = points.get(45).x() - points.get(36).x();
            double open = points.get(66).y() - points.get(62).y();
            // While speaking it is 0.09 on average, 0.05 more or less (../shared/data/README.md).
            assertTrue(open / eyes > 0.15, open + " of " + eyes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silero_vad.onnx", "pfld_68pts.onnx"})
    void refusesWhatFindsNoFaces(String model) {
        var file = Shared.model(model);
        var refused = assertThrows(StudioException.class, () -> ReadyDetectors.open(file, DEVICE));

        assertEquals("models.face.find.unknown", refused.key());
    }

    @Test
    void refusesADetectorWhereLandmarksAreWanted() {
        var file = Shared.model("yunet_n_dynamic.onnx");
        var refused = assertThrows(StudioException.class, () -> Landmarks.open(file, DEVICE));

        assertEquals("models.face.find.unknown", refused.key());
    }

    /// Figures by hand: the second guess of the cell in row 1, column 2, of three columns.
    @Test
    void decodesScrfdByDistancesFromTheCellsCorner() {
        var scores = new float[12];
        var edges = new float[48];
        var points = new float[120];
        int guess = (1 * 3 + 2) * 2 + 1;
        scores[guess] = 0.75f;
        edges[4 * guess] = 1;
        edges[4 * guess + 1] = 0.5f;
        edges[4 * guess + 2] = 2;
        edges[4 * guess + 3] = 3;
        points[10 * guess + 2] = -0.25f;
        points[10 * guess + 3] = 0.5f;
        List<FoundFace> found = new ArrayList<>();

        Scrfd.decode(scores, edges, points, 3, 16, found);

        var face = found.getFirst();
        assertEquals(1, found.size());
        assertEquals(32 - 16, face.left());
        assertEquals(16 - 8, face.top());
        assertEquals(32 + 32, face.right());
        assertEquals(16 + 48, face.bottom());
        assertEquals(new FoundFace.Point(28, 24), face.points().get(1));
    }
}
