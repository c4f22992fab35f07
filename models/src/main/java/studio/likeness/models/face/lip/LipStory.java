package studio.likeness.models.face.lip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;

/// What lies beside a personal network: from where it sees the mouth, and what it learnt from.
public record LipStory(MouthView view, MouthNetwork network, Learning learning) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int FORMAT = 2;

    /// Whose the network is.
    public static final String LICENCE = "the user's own";

    /// @param clip SHA-256 of the clip
    /// @param seconds of it that were learnt from, the held-out part included
    /// @param heldOut seconds at its end by which the best network was chosen
    /// @param processorSeconds that learning took, all threads together
    /// @param trainLoss of the network kept, on what it learnt from
    /// @param heldOutLoss likewise, on what it did not
    /// @param agreement correlation of the mouth's opening with what the sound foretells where the
    ///     sound was not learnt from
    public record Learning(
            String clip,
            double seconds,
            double heldOut,
            int steps,
            double processorSeconds,
            double trainLoss,
            double heldOutLoss,
            double agreement,
            Instant when) {}

    public void write(Path file) throws IOException {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("licence", LICENCE);
        json.put("side", view.side());
        var marks = json.putArray("marks");
        view.marks().forEach(mark -> marks.addArray().add(mark.x()).add(mark.y()));
        json.putArray("hold").add(view.hold().x()).add(view.hold().y());
        put(json.putObject("learning"));
        AtomicFile.write(file, JSON.writeValueAsString(json));
    }

    private void put(ObjectNode json) {
        json.put("clip", learning.clip);
        json.put("seconds", learning.seconds);
        json.put("heldOutSeconds", learning.heldOut);
        json.put("steps", learning.steps);
        json.put("processorSeconds", learning.processorSeconds);
        json.put("trainLoss", learning.trainLoss);
        json.put("heldOutLoss", learning.heldOutLoss);
        json.put("agreement", learning.agreement);
        json.put("when", learning.when.toString());
    }

    /// @throws StudioException when it is missing or damaged
    public static LipStory read(Path file) {
        try {
            var json = JSON.readTree(file.toFile());
            if (json.path("format").asInt() != FORMAT) {
                throw new StudioException("models.face.lip.damaged", file);
            }
            var marks = new ArrayList<Point>();
            for (var mark : json.path("marks")) {
                marks.add(point(mark));
            }
            if (marks.size() != MouthView.STEADY.length) {
                throw new StudioException("models.face.lip.damaged", file);
            }
            int side = json.path("side").asInt();
            return new LipStory(
                    new MouthView(side, marks, point(json.path("hold"))),
                    new MouthNetwork(side),
                    learning(json.path("learning")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StudioException(e, "models.face.lip.damaged", file);
        } catch (IOException e) {
            throw new StudioException(e, "models.face.lip.untrained", file);
        }
    }

    private static Point point(JsonNode pair) {
        return new Point((float) pair.path(0).asDouble(), (float) pair.path(1).asDouble());
    }

    private static Learning learning(JsonNode json) {
        return new Learning(
                json.path("clip").asText(),
                json.path("seconds").asDouble(),
                json.path("heldOutSeconds").asDouble(),
                json.path("steps").asInt(),
                json.path("processorSeconds").asDouble(),
                json.path("trainLoss").asDouble(),
                json.path("heldOutLoss").asDouble(),
                json.path("agreement").asDouble(),
                Instant.parse(json.path("when").asText("1970-01-01T00:00:00Z")));
    }
}
