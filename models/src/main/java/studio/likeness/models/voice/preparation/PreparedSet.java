package studio.likeness.models.voice.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;

/// Clips to learn a voice from, in one folder: `clips.json` says all of them, `clips.list` those
/// with text in the form that trainers read (`file|speaker|LANGUAGE|text`).
public final class PreparedSet {
    static final String FILE = "clips.json";
    private static final String LIST = "clips.list";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What was made of one recording.
    ///
    /// @param recording its path
    /// @param mark size and time, by which a changed recording is known
    record Done(String recording, String mark, List<PreparedClip> clips) {}

    private final Path folder;
    private final Map<String, Done> done = new LinkedHashMap<>();

    private PreparedSet(Path folder) {
        this.folder = folder;
    }

    /// What is there already; empty where nothing is.
    public static PreparedSet open(Path folder) {
        var set = new PreparedSet(folder);
        var file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            try {
                for (var node : JSON.readTree(file.toFile()).path("recordings")) {
                    set.add(read(node));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new StudioException(e, "models.voice.preparation.brokenSet", file);
            }
        }
        return set;
    }

    /// In the order of the recordings.
    public List<PreparedClip> clips() {
        return done.values().stream().flatMap(each -> each.clips().stream()).toList();
    }

    public Path folder() {
        return folder;
    }

    /// What was said, by the proofreader.
    public void correct(PreparedClip clip, String language, String text) throws IOException {
        for (var each : List.copyOf(done.values())) {
            var clips =
                    each.clips().stream()
                            .map(c -> c.file().equals(clip.file()) ? c.withText(language, text) : c)
                            .toList();
            add(new Done(each.recording(), each.mark(), clips));
        }
        save();
    }

    boolean has(String recording, String mark) {
        var known = done.get(recording);
        return known != null
                && known.mark().equals(mark)
                && known.clips().stream()
                        .allMatch(clip -> Files.isRegularFile(folder.resolve(clip.file())));
    }

    void add(Done each) {
        done.put(each.recording(), each);
    }

    /// Both files as wholes.
    void save() throws IOException {
        Files.createDirectories(folder);
        var root = JSON.createObjectNode();
        var all = root.putArray("recordings");
        for (var each : done.values()) {
            var node = all.addObject();
            node.put("recording", each.recording()).put("mark", each.mark());
            var clips = node.putArray("clips");
            each.clips().forEach(clip -> clips.add(write(clip)));
        }
        AtomicFile.write(
                folder.resolve(FILE),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        var lines = new StringBuilder();
        for (var clip : clips()) {
            if (!clip.text().isEmpty()) {
                lines.append(folder.resolve(clip.file()).toAbsolutePath())
                        .append('|')
                        .append(folder.getFileName())
                        .append('|')
                        .append(clip.language().toUpperCase(Locale.ROOT))
                        .append('|')
                        .append(clip.text().replace('\n', ' '))
                        .append('\n');
            }
        }
        AtomicFile.write(folder.resolve(LIST), lines.toString());
    }

    private static ObjectNode write(PreparedClip clip) {
        var quality = clip.quality();
        var node = JSON.createObjectNode();
        node.put("file", clip.file())
                .put("from", clip.fromSeconds())
                .put("to", clip.toSeconds())
                .put("recording", clip.recording())
                .put("seconds", quality.seconds())
                .put("rmsDb", quality.rmsDb())
                .put("peakDb", quality.peakDb())
                .put("clipped", quality.clipped())
                .put("snrDb", quality.snrDb())
                .put("speech", quality.speech())
                .put("denoisedBy", clip.denoisedBy())
                .put("language", clip.language())
                .put("text", clip.text());
        return node;
    }

    private static Done read(JsonNode node) {
        var clips = new ArrayList<PreparedClip>();
        for (var clip : node.path("clips")) {
            var quality =
                    new ClipQuality(
                            clip.path("seconds").asDouble(),
                            clip.path("rmsDb").asDouble(),
                            clip.path("peakDb").asDouble(),
                            clip.path("clipped").asInt(),
                            clip.path("snrDb").asDouble(),
                            clip.path("speech").asDouble());
            clips.add(
                    new PreparedClip(
                            clip.path("file").asText(),
                            clip.path("recording").asText(),
                            clip.path("from").asDouble(),
                            clip.path("to").asDouble(),
                            quality,
                            clip.path("denoisedBy").asText(),
                            clip.path("language").asText(),
                            clip.path("text").asText()));
        }
        return new Done(
                node.path("recording").asText(), node.path("mark").asText(), List.copyOf(clips));
    }
}
