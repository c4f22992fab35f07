package studio.likeness.models.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// `metrics.jsonl`: a line per step with the loss, and one per trial with the held-out loss.
final class LipLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;

    private LipLog(Writer out) {
        this.out = out;
    }

    /// Goes on after a step; what a killed run wrote of later ones is dropped.
    static LipLog open(Path file, int step) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            var kept = Files.readAllLines(file).stream().filter(line -> upTo(line, step)).toList();
            Files.write(file, kept);
        }
        return new LipLog(
                Files.newBufferedWriter(
                        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static boolean upTo(String line, int step) {
        try {
            return JSON.readTree(line).path("step").asInt(Integer.MAX_VALUE) <= step;
        } catch (JsonProcessingException _) {
            return false; // cut off in the middle by a kill
        }
    }

    void step(int step, double seconds, double loss, double rate) throws IOException {
        line(node(step, seconds).put("loss", loss).put("rate", rate));
    }

    void trial(int step, double seconds, LipTrial.Losses losses) throws IOException {
        line(
                node(step, seconds)
                        .put("heldOut", losses.shapes())
                        .put("heldOutFromSound", losses.sound()));
    }

    private static ObjectNode node(int step, double seconds) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("step", step)
                .put("processorSeconds", Math.round(seconds * 10) / 10.0);
    }

    private void line(ObjectNode node) throws IOException {
        out.write(node + "\n");
        out.flush(); // it is read while it is written
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
