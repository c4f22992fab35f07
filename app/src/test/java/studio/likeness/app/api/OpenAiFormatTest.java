package studio.likeness.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Responses are compared as text, as they go over the wire.
class OpenAiFormatTest {
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
    void answersAChat() throws IOException {
        var response =
                http.post(
                        "/v1/chat/completions",
                        """
                        {"model":"parrot","messages":[{"role":"user","content":
                         [{"type":"text","text":"hello "},{"type":"text","text":"you"}]}]}""");

        assertEquals(200, response.status());
        assertEquals(
                "{\"id\":\"chatcmpl-X\",\"object\":\"chat.completion\",\"created\":0,"
                        + "\"model\":\"parrot\",\"choices\":[{\"index\":0,\"message\":{"
                        + "\"role\":\"assistant\",\"content\":\"hello you\",\"refusal\":null},"
                        + "\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{"
                        + "\"prompt_tokens\":2,\"completion_tokens\":2,\"total_tokens\":4}}",
                response.steady());
    }

    @Test
    void streamsAChatAsEvents() throws IOException {
        var response =
                http.post(
                        "/v1/chat/completions",
                        """
                        {"model":"parrot","stream":true,"stream_options":{"include_usage":true},
                         "max_tokens":2,"messages":[{"role":"user","content":"a b c"}]}""");

        assertEquals("text/event-stream; charset=utf-8", response.header("content-type"));
        var start =
                "data: {\"id\":\"chatcmpl-X\",\"object\":\"chat.completion.chunk\",\"created\":0,"
                        + "\"model\":\"parrot\",\"choices\":[";
        var end = ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n";
        assertEquals(
                start
                        + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}"
                        + end
                        + start
                        + "{\"index\":0,\"delta\":{\"content\":\"a \"}"
                        + end
                        + start
                        + "{\"index\":0,\"delta\":{\"content\":\"b \"}"
                        + end
                        + start
                        + "{\"index\":0,\"delta\":{},\"logprobs\":null,"
                        + "\"finish_reason\":\"length\"}],\"usage\":null}\n\n"
                        + start
                        + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
                        + "\"total_tokens\":5}}\n\n"
                        + "data: [DONE]\n\n",
                response.steady());
    }

    @Test
    void completesAPrompt() throws IOException {
        var whole = http.post("/v1/completions", "{\"model\":\"parrot\",\"prompt\":[\"hi\"]}");
        var stream =
                http.post(
                        "/v1/completions",
                        "{\"model\":\"parrot\",\"prompt\":\"hi\",\"stream\":true}");

        assertEquals(
                "{\"id\":\"cmpl-X\",\"object\":\"text_completion\",\"created\":0,"
                        + "\"model\":\"parrot\",\"choices\":[{\"index\":0,\"text\":\"hi\","
                        + "\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{"
                        + "\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}",
                whole.steady());
        var start =
                "data: {\"id\":\"cmpl-X\",\"object\":\"text_completion\",\"created\":0,"
                        + "\"model\":\"parrot\",\"choices\":[{\"index\":0,\"text\":";
        assertEquals(
                start
                        + "\"hi\",\"logprobs\":null,\"finish_reason\":null}]}\n\n"
                        + start
                        + "\"\",\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n",
                stream.steady());
    }

    @Test
    void aPersonaSaysWhereItsFirstWordsComeFrom() throws IOException {
        var response =
                http.post(
                        "/v1/chat/completions",
                        """
                        {"model":"ada","stream":true,"messages":[{"role":"user","content":"Who are you?"}]}""");

        var events = response.body().split("\n\n");
        var first = JSON.readTree(events[0].substring("data: ".length()));
        assertEquals("recorded", first.path("likeness").path("source").asText());
        var second = JSON.readTree(events[1].substring("data: ".length()));
        assertEquals("I am Ada.", second.at("/choices/0/delta/content").asText());
        assertEquals(4, events.length);
    }

    @Test
    void aPersonaCountsOnlyWhatAModelWrote() throws IOException {
        var question =
                "{\"model\":\"ada\",%s\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
        var usage = "\"stream\":true,\"stream_options\":{\"include_usage\":true},";
        var recorded = "Who are you?";

        var whole = http.post("/v1/chat/completions", question.formatted("", "More"));
        var stream = http.post("/v1/chat/completions", question.formatted(usage, "More"));
        var figures =
                "\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":4,\"total_tokens\":74}";
        assertTrue(whole.body().contains(figures), whole.body());
        assertTrue(stream.body().contains(figures), stream.body());

        whole = http.post("/v1/chat/completions", question.formatted("", recorded));
        stream = http.post("/v1/chat/completions", question.formatted(usage, recorded));
        assertFalse(whole.body().contains("usage"), whole.body());
        assertFalse(stream.body().contains("prompt_tokens"), stream.body());
        assertTrue(stream.body().endsWith("data: [DONE]\n\n"), stream.body());
    }

    @Test
    void listsModels() throws IOException {
        assertEquals(
                "{\"object\":\"list\",\"data\":["
                        + "{\"id\":\"ada\",\"object\":\"model\",\"created\":0,\"owned_by\":\"persona\"},"
                        + "{\"id\":\"parrot\",\"object\":\"model\",\"created\":0,\"owned_by\":\"library\"},"
                        + "{\"id\":\"compass\",\"object\":\"model\",\"created\":0,\"owned_by\":\"library\"}]}",
                http.get("/v1/models").steady());
        assertEquals(
                "{\"id\":\"ada\",\"object\":\"model\",\"created\":0,\"owned_by\":\"persona\"}",
                http.get("/v1/models/ada").steady());
    }

    @Test
    void makesVectorsInBothEncodings() throws IOException {
        var floats = http.post("/v1/embeddings", "{\"model\":\"compass\",\"input\":\"a b\"}");
        var packed =
                JSON.readTree(
                        http.post(
                                        "/v1/embeddings",
                                        """
                                        {"model":"compass","input":["a"],"encoding_format":"base64"}""")
                                .body());

        assertEquals(
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"embedding\":[0.6,0.0,0.8]}],\"model\":\"compass\",\"usage\":{"
                        + "\"prompt_tokens\":2,\"total_tokens\":2}}",
                floats.body());
        var bytes = Base64.getDecoder().decode(packed.at("/data/0/embedding").asText());
        var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertEquals(3, numbers.remaining());
        assertEquals(0.8f, numbers.get(2));
    }

    @Test
    void refusesInItsOwnShape() throws IOException {
        refused(
                404,
                "{\"model\":\"nobody\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"error\":{\"message\":\"model 'nobody' not found\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\","
                        + "\"code\":\"model_not_found\"}}");
        refused(
                400,
                "{\"model\":\"parrot\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"error\":{\"message\":\"n above 1 is not supported by Likeness\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"n above 1\","
                        + "\"code\":\"unsupported\"}}");
        refused(
                400,
                "{\"model\":\"parrot\",\"messages\":[{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"image_url\",\"image_url\":{}}]}]}",
                "{\"error\":{\"message\":\"messages[0].content[0].image_url is not supported by"
                        + " Likeness\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"messages[0].content[0].image_url\","
                        + "\"code\":\"unsupported\"}}");
        refused(
                400,
                "{\"model\":\"parrot\",\"max_tokens\":0,\"messages\":[]}",
                "{\"error\":{\"message\":\"messages is required\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"messages\","
                        + "\"code\":null}}");
    }

    private void refused(int status, String body, String error) throws IOException {
        var response = http.post("/v1/chat/completions", body);
        assertEquals(error, response.body());
        assertEquals(status, response.status());
    }
}
