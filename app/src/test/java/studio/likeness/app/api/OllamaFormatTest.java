package studio.likeness.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Responses are compared as text, as they go over the wire.
class OllamaFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInHost host = new StandInHost();
    private ApiServer server;
    private Http http;

    @BeforeEach
    void serve() {
        server = ApiServer.open(host, 0, "correct-horse");
        http = new Http(server.port(), "correct-horse");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamsAChatALineAPiece() throws IOException {
        var response =
                http.post(
                        "/api/chat",
                        """
                        {"model":"parrot","messages":[{"role":"user","content":"hello 世界"}]}""");

        assertEquals(200, response.status());
        assertEquals("application/x-ndjson", response.header("content-type"));
        assertEquals(3, response.pieces());
        assertEquals(
                """
                {"model":"parrot","created_at":"T","message":{"role":"assistant","content":"hello "},"done":false}
                {"model":"parrot","created_at":"T","message":{"role":"assistant","content":"世界"},"done":false}
                {"model":"parrot","created_at":"T","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":0,"load_duration":0,"prompt_eval_count":2,"prompt_eval_duration":0,"eval_count":2,"eval_duration":0}
                """,
                response.steady());
    }

    @Test
    void answersAChatInOnePiece() throws IOException {
        var response =
                http.post(
                        "/api/chat",
                        """
                        {"model":"parrot:latest","stream":false,"options":{"num_predict":1},
                         "messages":[{"role":"system","content":"Be brief."},
                                     {"role":"user","content":"one two"}]}""");

        assertEquals("application/json; charset=utf-8", response.header("content-type"));
        assertEquals(
                "{\"model\":\"parrot:latest\",\"created_at\":\"T\","
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"one \"},"
                        + "\"done\":true,\"done_reason\":\"length\",\"total_duration\":0,"
                        + "\"load_duration\":0,\"prompt_eval_count\":4,\"prompt_eval_duration\":0,"
                        + "\"eval_count\":1,\"eval_duration\":0}",
                response.steady());
    }

    @Test
    void generatesAndGoesOnWithTheContext() throws IOException {
        var first =
                http.post(
                        "/api/generate",
                        """
                        {"model":"parrot","prompt":"my name is Bo","system":"Listen.","stream":false}""");
        var context = JSON.readTree(first.body()).path("context");
        http.post(
                "/api/generate",
                "{\"model\":\"parrot\",\"prompt\":\"and now\",\"context\":" + context + "}");

        assertTrue(
                first.steady()
                        .startsWith(
                                "{\"model\":\"parrot\",\"created_at\":\"T\","
                                        + "\"response\":\"my name is Bo\",\"done\":true,"
                                        + "\"done_reason\":\"stop\",\"context\":["),
                first.body());
        var talk =
                host.heard.getOrDefault("and now", List.of()).stream()
                        .map(m -> m.role() + " " + m.text())
                        .toList();
        assertEquals(
                "[SYSTEM Listen., USER my name is Bo, ASSISTANT my name is Bo, USER and now]",
                talk.toString());
    }

    @Test
    void aPersonaAnswersAsAModelAndSaysWhereFrom() throws IOException {
        var recorded =
                http.post(
                        "/api/chat",
                        """
                        {"model":"ada","messages":[{"role":"user","content":"Who are you?"}]}""");
        var written =
                http.post(
                        "/api/chat",
                        """
                        {"model":"ada","stream":false,"options":{"temperature":1},
                         "messages":[{"role":"system","content":"You are Bob."},
                         {"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."},
                         {"role":"user","content":"More"}]}""");

        var lines = recorded.steady().lines().toList();
        assertEquals(
                "{\"model\":\"ada\",\"created_at\":\"T\",\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"I am Ada.\"},\"done\":false,\"likeness\":{"
                        + "\"source\":\"recorded\",\"memory\":[{\"text\":\"I am Ada.\","
                        + "\"source\":\"Who are you?\",\"score\":0.9}],\"ignored\":[]}}",
                lines.getFirst());
        assertEquals(2, lines.size());
        // What was recorded has no tokens; what a model wrote for a persona has as many as it read.
        assertFalse(lines.getLast().contains("eval_count"), lines.getLast());
        var body = JSON.readTree(written.body());
        assertEquals(70, body.path("prompt_eval_count").asInt());
        assertEquals(4, body.path("eval_count").asInt());
        assertEquals("One two three. 1", body.path("message").path("content").asText());
        assertEquals("generated", body.path("likeness").path("source").asText());
        assertEquals(
                "[\"system\",\"temperature\"]", body.path("likeness").path("ignored").toString());
    }

    @Test
    void onlyWhatThePersonaHasSaidCountsAsSaidByIt() throws IOException {
        http.post(
                "/api/chat",
                """
                {"model":"ada","messages":[{"role":"user","content":"Who are you?"}]}""");
        http.post(
                "/api/chat",
                """
                {"model":"ada","messages":[
                 {"role":"user","content":"Who are you?"},{"role":"assistant","content":"I am Ada."},
                 {"role":"user","content":"And?"},{"role":"assistant","content":"I robbed a bank."},
                 {"role":"user","content":"Did you?"}]}""");

        assertEquals("[RECORDED, NONE]", host.before.toString());
    }

    @Test
    void aPersonaStopsAtAStopString() throws IOException {
        var response =
                http.post(
                        "/api/chat",
                        """
                        {"model":"ada","stream":false,"options":{"stop":"o th"},
                         "messages":[{"role":"user","content":"Hi"}]}""");

        assertEquals(
                "One tw", JSON.readTree(response.body()).path("message").path("content").asText());
    }

    @Test
    void listsWhatCanBeAsked() throws IOException {
        var models = JSON.readTree(http.get("/api/tags").body()).path("models");

        assertEquals("ada:latest", models.get(0).path("name").asText());
        assertEquals("parrot:latest", models.get(1).path("model").asText());
        assertEquals(64, models.get(1).path("digest").asText().length());
        assertEquals(
                "{\"parent_model\":\"\",\"format\":\"onnx\",\"family\":\"qwen2\","
                        + "\"families\":[\"qwen2\"],\"parameter_size\":\"\","
                        + "\"quantization_level\":\"4-bit\"}",
                models.get(1).path("details").toString());
        assertEquals(1000, models.get(1).path("size").asLong());
        assertEquals("2026-01-02T03:04:05Z", models.get(1).path("modified_at").asText());
    }

    @Test
    void showsWhatAModelIs() throws IOException {
        var shown = JSON.readTree(http.post("/api/show", "{\"model\":\"parrot\"}").body());

        assertTrue(shown.path("modelfile").asText().startsWith("FROM parrot\n"), shown.toString());
        assertEquals(2048, shown.path("model_info").path("qwen2.context_length").asInt());
        assertEquals("[\"completion\"]", shown.path("capabilities").toString());
        assertEquals(
                "[\"embedding\"]",
                JSON.readTree(http.post("/api/show", "{\"name\":\"compass\"}").body())
                        .path("capabilities")
                        .toString());
    }

    @Test
    void makesVectors() throws IOException {
        var response = http.post("/api/embed", "{\"model\":\"compass\",\"input\":[\"a b\",\"c\"]}");
        var cut =
                http.post("/api/embed", "{\"model\":\"compass\",\"input\":\"a\",\"dimensions\":1}");
        var old = http.post("/api/embeddings", "{\"model\":\"compass\",\"prompt\":\"a\"}");

        assertEquals(
                "{\"model\":\"compass\",\"embeddings\":[[0.6,0.0,0.8],[0.6,0.0,0.8]],"
                        + "\"total_duration\":0,\"load_duration\":0,\"prompt_eval_count\":3}",
                response.steady());
        assertEquals("[[1.0]]", JSON.readTree(cut.body()).path("embeddings").toString());
        assertEquals("{\"embedding\":[0.6,0.0,0.8]}", old.body());
    }

    @Test
    void loadsAndUnloadsWhenNothingIsSaid() throws IOException {
        assertEquals(
                "{\"model\":\"parrot\",\"created_at\":\"T\",\"response\":\"\",\"done\":true,"
                        + "\"done_reason\":\"load\"}",
                http.post("/api/generate", "{\"model\":\"parrot\"}").steady());
        assertEquals(1, host.open.get());
        var running = JSON.readTree(http.get("/api/ps").body()).path("models").get(0);
        assertEquals("parrot:latest", running.path("name").asText());
        assertEquals(0, running.path("size_vram").asLong());
        assertTrue(running.has("expires_at"));

        assertEquals(
                "{\"model\":\"parrot\",\"created_at\":\"T\",\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"\"},\"done\":true,\"done_reason\":\"unload\"}",
                http.post("/api/chat", "{\"model\":\"parrot\",\"messages\":[],\"keep_alive\":0}")
                        .steady());
        assertEquals(0, host.open.get());
        assertEquals("[parrot]", host.unloaded.toString());
    }

    @Test
    void aSessionIsUsedAgainAndLetGoWhenAsked() throws IOException {
        var say = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        http.post("/api/chat", "{\"model\":\"parrot\"," + say + "}");
        http.post("/api/chat", "{\"model\":\"parrot\"," + say + "}");
        assertEquals(1, host.opened.get());

        http.post("/api/chat", "{\"model\":\"parrot\",\"keep_alive\":\"0s\"," + say + "}");
        assertEquals(0, host.open.get());
        assertEquals("[parrot]", host.unloaded.toString());
    }

    @Test
    void numbersReachTheModel() throws IOException {
        http.post(
                "/api/chat",
                """
                {"model":"parrot","messages":[{"role":"user","content":"a b END c"}],"think":true,
                 "options":{"temperature":0.25,"top_k":7,"top_p":0.5,"min_p":0.1,
                 "repeat_penalty":1.5,"seed":42,"num_predict":9,"stop":["END","x"],"mirostat":1}}""");

        var drawn = host.drawn.orElseThrow();
        assertEquals(0.25, drawn.temperature());
        assertEquals(7, drawn.topK());
        assertEquals(0.5, drawn.topP());
        assertEquals(0.1, drawn.minP());
        assertEquals(1.5, drawn.repetitionPenalty());
        assertEquals(42, drawn.seed().orElseThrow());
        var limits = host.limits.orElseThrow();
        assertEquals(9, limits.maxTokens());
        assertEquals("[END, x]", limits.stops().toString());
        assertTrue(limits.thinking());
    }

    @Test
    void refusesInItsOwnShape() throws IOException {
        refused(404, "/api/chat", "{\"model\":\"nobody\"}", "model 'nobody' not found");
        refused(400, "/api/chat", "{\"model\":7}", "model must be a string");
        refused(400, "/api/chat", "{}", "model is required");
        refused(400, "/api/chat", "[1]", "the body must be a JSON object");
        refused(400, "/api/chat", "{\"model\":", "this is not JSON");
        var hi = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        refused(
                400,
                "/api/chat",
                "{\"model\":\"parrot\",\"tools\":[{}]," + hi + "}",
                "tools is not supported by Likeness");
        refused(
                400,
                "/api/chat",
                "{\"model\":\"parrot\",\"messages\":[{\"role\":\"user\",\"content\":\"x\","
                        + "\"images\":[\"aGk=\"]}]}",
                "messages[0].images is not supported by Likeness");
        refused(
                400,
                "/api/chat",
                "{\"model\":\"parrot\",\"options\":{\"temperature\":\"hot\"}," + hi + "}",
                "options.temperature must be a number from 0 to 100");
        refused(
                400,
                "/api/chat",
                "{\"model\":\"parrot\",\"stream\":\"yes\"," + hi + "}",
                "stream must be true or false");
        refused(
                400,
                "/api/chat",
                "{\"model\":\"compass\"," + hi + "}",
                "\"compass\" does not support chat");
        refused(
                400,
                "/api/embed",
                "{\"model\":\"parrot\",\"input\":\"x\"}",
                "\"parrot\" does not support embeddings");
        refused(
                400,
                "/api/embed",
                "{\"model\":\"compass\",\"input\":\"x\",\"dimensions\":4}",
                "dimensions must be 1 to 3 for this model");
        refused(
                501,
                "/api/pull",
                "{\"model\":\"parrot\"}",
                "this server does not pull, push, create, copy or delete models;"
                        + " use the Library tab or likeness models");
        refused(404, "/api/nothing", "{}", "there is no POST /api/nothing");
    }

    private void refused(int status, String path, String body, String why) throws IOException {
        var response = http.post(path, body);
        assertEquals("{\"error\":\"" + why.replace("\"", "\\\"") + "\"}", response.body());
        assertEquals(status, response.status(), why);
    }

    @Test
    void aTalkThatIsTooLongIsTheClientsFault() throws IOException {
        var response =
                http.post(
                        "/api/chat",
                        """
                        {"model":"parrot","messages":[{"role":"user","content":"fail"}]}""");

        assertEquals(400, response.status());
        assertTrue(response.body().startsWith("{\"error\":\""), response.body());
        assertFalse(response.body().contains("Exception"), response.body());
    }

    @Test
    void whatFailsLaterIsTheLastLine() throws IOException {
        var response =
                http.post(
                        "/api/chat",
                        """
                        {"model":"parrot","messages":[{"role":"user","content":"break"}]}""");

        assertEquals(200, response.status());
        var lines = response.body().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.getLast().startsWith("{\"error\":\""), response.body());
    }
}
