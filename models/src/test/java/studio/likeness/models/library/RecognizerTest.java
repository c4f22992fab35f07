package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.SafetensorsWriter.Entry;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

class RecognizerTest {
    @TempDir Path folder;

    private static Recognized recognize(Path path) {
        return new Recognizer().recognize(path);
    }

    private static List<Entry> entries(JsonNode fixture) {
        return Listings.shapes(fixture).entrySet().stream()
                .map(
                        e ->
                                new Entry(
                                        e.getKey(),
                                        DType.BF16,
                                        e.getValue(),
                                        (_, into, count) -> {
                                            for (int i = 0; i < count; i++) {
                                                into[i] = 0.5f;
                                            }
                                        }))
                .toList();
    }

    private JsonNode write(String fixture, long partBytes) throws IOException {
        var json = Listings.fixture(fixture);
        Files.writeString(folder.resolve("config.json"), json.path("config").toString());
        SafetensorsWriter.writeParts(folder, entries(json), partBytes);
        return json;
    }

    @Test
    void knowsAFolderInPartsAndAnyOfItsParts() throws IOException {
        write("qwen2", 200_000);
        Files.writeString(folder.resolve("LICENSE"), "Apache");
        Files.writeString(folder.resolve("README.md"), "---\nlicense: apache-2.0\n---\n# Q");

        var whole = recognize(folder);

        assertEquals(Optional.of("qwen2"), whole.family());
        assertEquals("safetensors", whole.container());
        assertEquals(List.of(Use.CONVERT), whole.use());
        assertEquals(Optional.of(folder.resolve("LICENSE")), whole.licence());
        assertTrue(whole.facts().contains(new Fact("licence", "apache-2.0")));
        assertTrue(whole.facts().contains(new Fact("storage", "BF16")));
        assertTrue(whole.bytes() > 2 * whole.parameters());
        assertEquals(whole, recognize(secondPart()));
    }

    @Test
    void namesThePartsThatAreMissing() throws IOException {
        write("qwen2", 200_000);
        var part = secondPart();
        Files.delete(part);

        refuses(folder, "models.library.missingParts", part.getFileName());
        Files.delete(folder.resolve("model.safetensors.index.json"));
        refuses(folder, "models.library.missingParts", part.getFileName());
    }

    private Path secondPart() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith("model-00002-of-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void doesNotTrustTheName() throws IOException {
        write("internlm2", Long.MAX_VALUE);
        var misnamed = folder.resolve("wav2lip.pth");
        Files.move(folder.resolve("model.safetensors"), misnamed);

        assertEquals(Optional.of("internlm2"), recognize(misnamed).family());
        assertEquals(Optional.of("internlm2"), recognize(folder).family());
    }

    @Test
    void knowsAnAdapterByItsTensors() throws IOException {
        var json = Listings.fixture("qwen2_lora_adapter");
        Files.write(
                folder.resolve("adapter_model.safetensors"),
                Base64.getDecoder().decode(json.path("adapter_safetensors_base64").asText()));
        Files.writeString(
                folder.resolve("adapter_config.json"), json.path("adapter_config").toString());

        var found = recognize(folder);

        assertEquals(Kind.ADAPTER, found.kind());
        assertTrue(found.facts().contains(new Fact("rank", "4")), found::toString);
        assertTrue(found.facts().contains(new Fact("width", "128")), found::toString);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "models.library.emptyFile|",
                "models.library.lfsPointer|version https://git-lfs.github.com/spec/v1 oid sha256:1",
                "models.library.webPage|<!DOCTYPE html><html>Please sign in</html>",
                "models.library.noModel|Dear diary",
                "models.library.noModel|{\"a\": 1}",
            })
    void saysWhatAFileIsThatIsNoModel(String key, String text) throws IOException {
        var file = folder.resolve("model.safetensors");
        Files.writeString(file, text == null ? "" : text);

        refuses(file, key, "model.safetensors");
    }

    @Test
    void saysThatAZipHasAPassword() throws IOException {
        var file = folder.resolve("model.bin");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 20, 0, 1, 0, 8, 0});

        refuses(file, "models.library.encrypted", "model.bin");
    }

    @Test
    void saysWhatIsInTheFolderWhenItIsNotOneModel() throws IOException {
        var one = Files.createDirectories(folder.resolve("one"));
        var two = Files.createDirectories(folder.resolve("two"));
        refuses(one, "models.library.emptyFolder");
        refuses(folder, "models.library.noModel", folder.getFileName());
        for (var inner : List.of(one, two)) {
            SafetensorsWriter.write(
                    inner.resolve("m.safetensors"), entries(Listings.fixture("llama2")), Map.of());
        }

        refuses(folder, "models.library.several", "one (llama), two (llama)");
        Files.delete(two.resolve("m.safetensors"));
        assertEquals(one, recognize(folder).path());
        Files.writeString(two.resolve("config.json"), "{\"model_type\": \"llama\"}");
        refuses(two, "models.library.noWeights");
    }

    @Test
    void answersForADamagedFile() throws IOException {
        write("llama2", Long.MAX_VALUE);
        var file = folder.resolve("model.safetensors");
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        var why = recognize(file).whyNot().orElseThrow();

        assertEquals("models.library.cannotOpen", why.key());
        assertTrue(why.sentence().contains("model.safetensors"), why.sentence());
    }

    @Test
    void refusesAnOnnxModelThatReadsOutsideItsFolder() throws IOException {
        for (var location : List.of("../../etc/passwd", "/etc/passwd", "C:\\x", "a/../../b")) {
            var file = Files.write(folder.resolve("m.onnx"), onnx(location));
            refuses(file, "models.library.escapingData", location);
        }
        var inside = recognize(Files.write(folder.resolve("m.onnx"), onnx("m.onnx.data")));
        assertEquals("models.library.unknownGraph", inside.whyNot().orElseThrow().key());
        assertEquals(6, inside.parameters());
    }

    /// A graph with one weight kept elsewhere.
    private static byte[] onnx(String location) throws IOException {
        var entry =
                message(
                        out -> {
                            out.writeString(1, "location");
                            out.writeString(2, location);
                        });
        var weight =
                message(
                        out -> {
                            out.writeInt64(1, 2);
                            out.writeInt64(1, 3);
                            out.writeInt32(2, 1);
                            out.writeString(8, "w");
                            out.writeByteArray(13, entry);
                            out.writeInt32(14, 1);
                        });
        var value = message(out -> out.writeString(1, "y"));
        var graph =
                message(
                        out -> {
                            out.writeByteArray(5, weight);
                            out.writeByteArray(12, value);
                        });
        return message(
                out -> {
                    out.writeInt64(1, 9);
                    out.writeByteArray(7, graph);
                });
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void refusesAnOnnxFileThatLiesAboutItsLengths() throws IOException {
        var sound = onnx("w.data");
        for (int at = 0; at < sound.length; at++) {
            var bytes = sound.clone();
            bytes[at] = (byte) 0xFF;
            var found = recognize(Files.write(folder.resolve("m.onnx"), bytes));
            assertFalse(found.use().contains(Use.CONVERT)); // and nothing is thrown
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "models/silero_vad.onnx, silero-vad, SPEECH",
        "models/gtcrn_simple.onnx, gtcrn, SPEECH",
        "models/yunet_n_dynamic.onnx, yunet, FACE",
        "models/yunet_n_640_640.onnx, yunet, FACE",
        "models/ultralight_RFB_320.onnx, ultra-light-face, FACE",
        "models/pfld_68pts.onnx, pfld, FACE",
        "tokenizers/gpt2/tokenizer.json, bpe, TOKENIZER",
        "tokenizers/phi3/tokenizer.json, bpe, TOKENIZER",
        "tokenizers/phi3, bpe, TOKENIZER",
        "tokenizers/bert/bert-base-cased-tokenizer.json, wordpiece, TOKENIZER",
        "tokenizers/llama2/tokenizer.model, sentencepiece, TOKENIZER",
        "tokenizers/qwen/qwen.tiktoken, tiktoken, TOKENIZER",
        "tokenizers/whisper/multilingual.tiktoken, tiktoken, TOKENIZER"
    })
    void knowsTheSharedFiles(String file, String family, Kind kind) {
        var path = Path.of("../../shared/data").resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "the shared data");

        var found = recognize(path);

        assertEquals(Optional.of(family), found.family());
        assertEquals(kind, found.kind());
        boolean usable = kind == Kind.FACE || kind == Kind.SPEECH;
        assertEquals(usable, found.can(Use.CONVERT));
        assertEquals(usable, found.whyNot().isEmpty());
    }

    @Test
    void refusesAPathWhereNothingLies() {
        var refused =
                assertThrows(StudioException.class, () -> recognize(folder.resolve("nothing")));

        assertEquals("models.library.noSuchPath", refused.key());
    }

    private static void refuses(Path path, String key, Object... arguments) {
        var found = recognize(path);
        var why = found.whyNot().orElseThrow();
        assertEquals(key, why.key(), why::toString);
        assertEquals(
                java.util.Arrays.stream(arguments).map(Object::toString).toList(),
                why.arguments().stream().map(Object::toString).toList());
        assertEquals(List.of(), found.use());
        for (var locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            var sentence = Words.say(locale, why.key(), why.arguments().toArray());
            assertFalse(sentence.isBlank() || sentence.contains("%"), sentence);
        }
    }
}
