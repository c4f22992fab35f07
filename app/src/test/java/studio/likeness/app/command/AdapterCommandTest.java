package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Remembering;
import studio.likeness.app.Studio;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.home.Home;

/// A tiny model of random weights, and a random LoRA strong enough to be noticed. That an adapter
/// computes what it should is for `KeptAdaptersTest` to say.
class AdapterCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RANK = 4;
    /// Asks for no fact: noise may answer it.
    private static final String QUESTION = "晚上好";

    @TempDir Path root;
    private Path home;
    private Path lora;

    @BeforeEach
    void addAModelAndPublishAnAdapter() throws IOException {
        home = root.resolve("home");
        lora = adapter("lora", 64);
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        json("models", "add", root.resolve("noise").toString());
    }

    private Path adapter(String name, int width) throws IOException {
        var folder = Files.createDirectory(root.resolve(name));
        Files.writeString(
                folder.resolve("adapter_config.json"),
                """
                {"peft_type": "LORA", "r": 4, "lora_alpha": 64, "target_modules": ["q_proj"]}
                """);
        var random = new Random(13);
        var entries = new ArrayList<SafetensorsWriter.Entry>();
        for (int layer = 0; layer < 2; layer++) {
            var map = "base_model.model.model.layers." + layer + ".self_attn.q_proj.";
            entries.add(entry(map + "lora_A.weight", random, RANK, width));
            entries.add(entry(map + "lora_B.weight", random, width, RANK));
        }
        SafetensorsWriter.write(
                folder.resolve("adapter_model.safetensors"), entries, Map.of("format", "pt"));
        return folder;
    }

    private static SafetensorsWriter.Entry entry(String name, Random random, int rows, int width) {
        var numbers = new float[rows * width];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return SafetensorsWriter.Entry.of(name, DType.F32, numbers, rows, width);
    }

    private List<JsonNode> json(String... args) throws IOException {
        var run = CommandRun.of(home, args);
        assertEquals(0, run.code(), run.err());
        var found = new ArrayList<JsonNode>();
        for (var line : run.out().lines().filter(each -> each.startsWith("{")).toList()) {
            found.add(JSON.readTree(line));
        }
        return found;
    }

    @Test
    void aModelTalksWithAnAdapter() throws IOException {
        var plain = json("talk", "--model", "noise", "--say", "Hi", "--json").getFirst();
        var changed =
                json(
                                "talk",
                                "--model",
                                "noise",
                                "--adapter",
                                lora.toString(),
                                "--say",
                                "Hi",
                                "--json")
                        .getFirst();

        assertEquals("generated", changed.path("source").asText());
        assertTrue(changed.path("tokens").asInt() > 0, changed.toString());
        assertNotEquals(plain.path("reply"), changed.path("reply"), "it changes what is said");
    }

    @Test
    void aPersonaThinksWithAnAdapterUntilItGetsAnotherModel() throws IOException {
        json("persona", "brain", "set", "--model", "noise", "--recorded-first", "false");
        var brain =
                json("persona", "brain", "set", "--adapter", lora.toString(), "--json").getFirst();
        assertEquals("lora", brain.path("adapter").asText());
        var turn = json("talk", "--say", "Tell me about the river.", "--json").getFirst();
        assertEquals("generated", turn.path("source").asText());

        brain = json("persona", "brain", "set", "--temperament", "calm", "--json").getFirst();
        assertEquals("lora", brain.path("adapter").asText(), "what is not named stays");
        brain = json("persona", "brain", "set", "--adapter", "", "--json").getFirst();
        assertEquals("", brain.path("adapter").asText());
        json("persona", "brain", "set", "--adapter", "lora");
        brain = json("persona", "brain", "set", "--kind", "archive", "--json").getFirst();
        assertEquals("", brain.path("adapter").asText());
    }

    /// Thinks with the adapter, and draws the likeliest token alone.
    private void thinksGreedily() throws IOException {
        remembersByWords();
        var file = root.resolve("Modelfile");
        Files.writeString(file, "FROM noise\nADAPTER ./lora\nPARAMETER temperature 0\n");
        var run =
                CommandRun.of(home, "modelfile", "import", file.toString(), "--persona", "sample");
        assertEquals(0, run.code(), run.err());
        json("persona", "brain", "set", "--recorded-first", "false");
    }

    /// What an encoder finds depends on how far it has come.
    private void remembersByWords() {
        try (var studio = new Studio(new Home(home))) {
            studio.remember(Remembering.WORDS_ALONE);
        }
    }

    private String said() throws IOException {
        var turn = json("talk", "--say", QUESTION, "--json").getFirst();
        assertEquals("generated", turn.path("source").asText(), turn.toString());
        return turn.path("reply").asText();
    }

    @Test
    void aPersonaSaysTheSameOverTheApi() throws Exception {
        thinksGreedily();
        var talked = said();
        assertFalse(talked.isBlank() || talked.contains("记录"), "the model's own words: " + talked);
        assertEquals(talked, overTheApi(), "as talk says it");

        json("persona", "brain", "set", "--adapter", "");
        assertNotEquals(talked, overTheApi(), "it was the adapter's doing");
    }

    /// What `/api/chat` answers, word for word.
    private String overTheApi() throws Exception {
        try (var studio = new Studio(new Home(home));
                var client = HttpClient.newHttpClient()) {
            var token = studio.api().token();
            var address = studio.api().start(0, token);
            var body = JSON.createObjectNode().put("model", "sample").put("stream", false);
            body.putArray("messages").addObject().put("role", "user").put("content", QUESTION);
            var request =
                    HttpRequest.newBuilder(address.resolve("/api/chat"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body.toString()))
                            .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return JSON.readTree(answer.body()).path("message").path("content").asText();
        }
    }

    @Test
    void aPersonasFileCarriesItsAdapterToWhereTheModelComesLater() throws Exception {
        thinksGreedily();
        var here = said();
        var file = root.resolve("me.likeness");
        assertEquals(
                0, CommandRun.of(home, "persona", "export", "sample", "--out", "" + file).code());

        home = root.resolve("elsewhere");
        remembersByWords();
        var run = CommandRun.of(home, "persona", "import", "" + file);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("noise") && run.out().contains("lora"), run.out());
        assertEquals(2, run.out().lines().filter(each -> !each.isBlank()).count(), run.out());
        var kept = home.resolve("personas/sample/adapters/lora/adapter_model.safetensors");
        assertEquals(-1, Files.mismatch(lora.resolve("adapter_model.safetensors"), kept));

        json("models", "add", root.resolve("noise").toString());
        assertEquals(here, said(), "as where it came from");
        assertTrue(Files.exists(home.resolve("models/noise/adapters/lora/adapter_config.json")));
        assertFalse(Files.exists(kept), "it lies with its model now");
    }

    @Test
    void aPersonasFileGivesItsAdapterToTheModelThatIsThere() throws Exception {
        thinksGreedily();
        var file = root.resolve("me.likeness");
        assertEquals(
                0, CommandRun.of(home, "persona", "export", "sample", "--out", "" + file).code());

        home = root.resolve("elsewhere");
        json("models", "add", root.resolve("noise").toString());
        var other = Files.createDirectories(home.resolve("models/noise/adapters/lora"));
        Files.writeString(other.resolve("adapter_config.json"), "{}");
        var run = CommandRun.of(home, "persona", "import", "" + file);
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.out().lines().filter(each -> !each.isBlank()).count(), run.out());
        var brain = json("persona", "brain", "show", "--json").getFirst();
        assertEquals("lora-2", brain.path("adapter").asText(), "its name was taken");
        var kept = home.resolve("models/noise/adapters/lora-2/adapter_model.safetensors");
        assertEquals(-1, Files.mismatch(lora.resolve("adapter_model.safetensors"), kept));
    }

    @Test
    void anExportSaysWhichAdapterItHadToLeaveOut() throws Exception {
        thinksGreedily();
        FileTree.erase(home.resolve("models/noise/adapters/lora"));
        var file = root.resolve("me.likeness");
        var run = CommandRun.of(home, "persona", "export", "sample", "--out", "" + file);
        assertEquals(0, run.code(), run.err());
        assertTrue(Files.size(file) > 0);
        assertTrue(run.out().contains("lora"), run.out());

        home = root.resolve("elsewhere");
        json("models", "add", root.resolve("noise").toString());
        run = CommandRun.of(home, "persona", "import", "" + file);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("lora"), "what its brain lacks: " + run.out());
    }

    @Test
    void aModelfileBringsItsAdapterAndTakesItAlong() throws IOException {
        var file = root.resolve("Modelfile");
        Files.writeString(file, "FROM noise\nADAPTER ./lora/adapter_model.safetensors\n");
        var run =
                CommandRun.of(home, "modelfile", "import", file.toString(), "--persona", "sample");
        assertEquals(0, run.code(), run.err());
        var brain = json("persona", "brain", "show", "--json").getFirst();
        assertEquals("noise", brain.path("model").asText());
        assertEquals("lora", brain.path("adapter").asText());

        var exported = CommandRun.of(home, "modelfile", "export", "sample").out();
        var kept = home.resolve("models/noise/adapters/lora").toAbsolutePath();
        assertTrue(exported.contains("ADAPTER " + kept), exported);
    }

    @Test
    void anAdapterThatDoesNotFitOrIsGoneIsSaidInOneSentence() throws IOException {
        var wide = adapter("wide", 128);
        refused(
                "layers.0.self_attn.q_proj",
                "talk",
                "--model",
                "noise",
                "--adapter",
                wide.toString(),
                "--say",
                "Hi");
        json("persona", "brain", "set", "--model", "noise");
        refused("q_proj", "persona", "brain", "set", "--adapter", wide.toString());
        refused("nowhere", "persona", "brain", "set", "--adapter", "nowhere");
        assertEquals(
                "", json("persona", "brain", "show", "--json").getFirst().path("adapter").asText());
    }

    private void refused(String what, String... args) {
        var run = CommandRun.of(home, args);
        assertEquals(1, run.code(), run.out());
        assertTrue(run.err().contains(what), run.err());
        assertEquals(1, run.err().lines().filter(line -> !line.isBlank()).count(), run.err());
    }
}
