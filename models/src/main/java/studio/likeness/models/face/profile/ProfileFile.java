package studio.likeness.models.face.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;

/// `profile.json`, field by field, so that a file somebody else wrote is either understood wholly
/// or refused. A frame's landmarks are one string of base64: 136 numbers of 16 bits, x and y in
/// sixteenths of a pixel, the low byte first.
final class ProfileFile {
    static final String NAME = "profile.json";

    /// Raised when an older studio could no longer read what is written.
    private static final int FORMAT = 1;

    /// Twenty minutes at the rate of all profiles.
    static final int MOST_FRAMES = 20 * 60 * FaceProfile.FRAMES_PER_SECOND;

    /// Longer than a profile's sides may be; keeps sixteenths of a pixel in 16 bits.
    static final int LONGEST_SIDE = 2_000;

    /// Half a kilobyte a frame, and the rest.
    private static final int LONGEST = 24 << 20;

    private static final double UNIT = 16;
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{64})?");
    private static final int LONGEST_TEXT = 1_000;

    static final JsonMapper MAPPER = mapper();

    private ProfileFile() {}

    private static JsonMapper mapper() {
        var mapper =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        // AtomicFile still has to bring the file to the disk.
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build());
        return mapper;
    }

    static void write(FaceProfile profile, FaceOrigin origin, FaceReport report) {
        var json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.putObject("made")
                .put("original", origin.original())
                .put("tools", origin.tools())
                .put("which", origin.which())
                .put("at", origin.at().toString());
        json.put("width", profile.width());
        json.put("height", profile.height());
        json.put("framesPerSecond", profile.framesPerSecond());
        json.put("measured", profile.measured());
        json.putObject("loop")
                .put("from", profile.loop().from())
                .put("to", profile.loop().to())
                .put("mirrored", profile.loop().mirrored());
        json.set("report", ReportJson.of(report));
        var rest = new StringBuilder();
        profile.rest().forEach(still -> rest.append(still ? '1' : '0'));
        json.put("rest", rest.toString());
        var boxes = json.putArray("boxes");
        for (var box : profile.boxes()) {
            boxes.addArray().add(box.left()).add(box.top()).add(box.right()).add(box.bottom());
        }
        var points = json.putArray("points");
        profile.points().forEach(frame -> points.add(packed(frame)));
        try {
            AtomicFile.write(profile.folder().resolve(NAME), out -> MAPPER.writeValue(out, json));
        } catch (IOException e) {
            throw new StudioException(
                    e, "models.face.profile.cannotWrite", profile.folder().getFileName());
        }
    }

    private static String packed(List<Point> points) {
        var bytes = ByteBuffer.allocate(4 * Landmarks.POINTS).order(ByteOrder.LITTLE_ENDIAN);
        for (var point : points) {
            bytes.putShort(sixteenths(point.x())).putShort(sixteenths(point.y()));
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static short sixteenths(float place) {
        return (short)
                Math.clamp(Math.round(place * UNIT), (long) Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static PreparedFace read(Path folder) {
        var shownAs = Objects.toString(folder.getFileName());
        try (var in = new FileInputStream(folder.resolve(NAME).toFile())) {
            var bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Misunderstood("length");
            }
            var json = MAPPER.readTree(bytes);
            if (json.path("format").asInt() > FORMAT) {
                throw new StudioException("models.face.profile.newer", shownAs);
            }
            return content(folder, json);
        } catch (JacksonException | Misunderstood | DateTimeException e) {
            throw new StudioException(e, "models.face.profile.broken", shownAs);
        } catch (IOException e) {
            throw new StudioException(e, "models.face.profile.missing", shownAs);
        }
    }

    private static PreparedFace content(Path folder, JsonNode json) throws Misunderstood {
        number(json, "format", FORMAT, FORMAT);
        int width = number(json, "width", 16, LONGEST_SIDE);
        int height = number(json, "height", 16, LONGEST_SIDE);
        var boxes = boxes(json.path("boxes"));
        int frames = boxes.size();
        var loop = json.path("loop");
        int to = number(loop, "to", 1, frames);
        var profile =
                new FaceProfile(
                        folder,
                        width,
                        height,
                        number(
                                json,
                                "framesPerSecond",
                                FaceProfile.FRAMES_PER_SECOND,
                                FaceProfile.FRAMES_PER_SECOND),
                        boxes,
                        points(json.path("points"), frames),
                        flag(json, "measured"),
                        rest(json, frames),
                        new FaceProfile.Loop(
                                number(loop, "from", 0, to - 1), to, flag(loop, "mirrored")));
        return new PreparedFace(
                profile, origin(json.path("made")), ReportJson.read(json.path("report")));
    }

    private static FaceOrigin origin(JsonNode json) throws Misunderstood {
        var original = text(json, "original");
        if (!HASH.matcher(original).matches()) {
            throw new Misunderstood("original");
        }
        return new FaceOrigin(
                original,
                text(json, "tools"),
                text(json, "which"),
                Instant.parse(text(json, "at")));
    }

    private static List<FaceBox> boxes(JsonNode json) throws Misunderstood {
        if (!json.isArray() || json.isEmpty() || json.size() > MOST_FRAMES) {
            throw new Misunderstood("boxes");
        }
        var boxes = new ArrayList<FaceBox>();
        for (var frame : json) {
            boxes.add(box(frame));
        }
        return boxes;
    }

    static FaceBox box(JsonNode json) throws Misunderstood {
        var edges = new int[4];
        if (!json.isArray() || json.size() != edges.length) {
            throw new Misunderstood("box");
        }
        for (int i = 0; i < edges.length; i++) {
            edges[i] = json.get(i).asInt();
            boolean sound = json.get(i).isInt() && Math.abs(edges[i]) <= 1 << 20;
            if (!sound) {
                throw new Misunderstood("box");
            }
        }
        var box = new FaceBox(edges[0], edges[1], edges[2], edges[3]);
        if (box.isEmpty()) {
            throw new Misunderstood("empty box");
        }
        return box;
    }

    private static List<List<Point>> points(JsonNode json, int frames) throws Misunderstood {
        if (!json.isArray() || json.size() != frames) {
            throw new Misunderstood("points");
        }
        var points = new ArrayList<List<Point>>();
        for (var frame : json) {
            points.add(unpacked(frame));
        }
        return points;
    }

    private static List<Point> unpacked(JsonNode frame) throws Misunderstood {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(frame.asText());
        } catch (IllegalArgumentException e) {
            throw new Misunderstood("points");
        }
        if (bytes.length != 4 * Landmarks.POINTS) {
            throw new Misunderstood("points");
        }
        var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var points = new ArrayList<Point>(Landmarks.POINTS);
        for (int i = 0; i < Landmarks.POINTS; i++) {
            float x = (float) (numbers.getShort() / UNIT);
            points.add(new Point(x, (float) (numbers.getShort() / UNIT)));
        }
        return points;
    }

    private static List<Boolean> rest(JsonNode json, int frames) throws Misunderstood {
        var signs = json.path("rest").asText();
        if (signs.length() != frames) {
            throw new Misunderstood("rest");
        }
        var rest = new ArrayList<Boolean>();
        for (int i = 0; i < frames; i++) {
            char sign = signs.charAt(i);
            if (sign != '0' && sign != '1') {
                throw new Misunderstood("rest");
            }
            rest.add(sign == '1');
        }
        return rest;
    }

    static int number(JsonNode json, String field, int least, int most) throws Misunderstood {
        var value = json.path(field);
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw new Misunderstood(field);
        }
        return value.asInt();
    }

    static double real(JsonNode json, String field) throws Misunderstood {
        var value = json.path(field);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new Misunderstood(field);
        }
        return value.asDouble();
    }

    static boolean flag(JsonNode json, String field) throws Misunderstood {
        var value = json.path(field);
        if (!value.isBoolean()) {
            throw new Misunderstood(field);
        }
        return value.asBoolean();
    }

    static String text(JsonNode json, String field) throws Misunderstood {
        var value = json.path(field);
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
            throw new Misunderstood(field);
        }
        return value.textValue();
    }

    /// A field that is missing or means nothing.
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;

        Misunderstood(String field) {
            super(field);
        }
    }
}
