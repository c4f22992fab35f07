package studio.likeness.models.service.modelfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.service.modelfile.Modelfile.Parameter;

class ModelfileTest {
    @Test
    void readsEveryInstruction() {
        var file =
                Modelfile.parse(
                        "\uFEFF# a comment\r\n"
                                + "from ./model.gguf  \r\n"
                                + "  PARAMETER temperature 0.5\r\n"
                                + "PARAMETER stop \"<|end|>\"\r\n"
                                + "parameter STOP User:\r\n"
                                + "PARAMETER num_gpu 99\r\n"
                                + "TEMPLATE \"\"\"{{ .Prompt }}\r\n# no comment\r\n\"\"\"\r\n"
                                + "SYSTEM \"\"\"You are \"Ada\".\r\n\r\nBe brief.\"\"\"  \r\n"
                                + "ADAPTER ./lora\r\n"
                                + "REQUIRES 0.14.0\r\n"
                                + "MESSAGE user hello # you\r\n"
                                + "MESSAGE assistant \"hi\"\r\n"
                                + "LICENSE \"\"\"MIT\"\"\"\r\n");

        assertEquals("./model.gguf", file.from());
        assertEquals(
                List.of(
                        new Parameter("temperature", "0.5"),
                        new Parameter("stop", "<|end|>"),
                        new Parameter("stop", "User:"),
                        new Parameter("num_gpu", "99")),
                file.parameters());
        assertEquals(Optional.of("{{ .Prompt }}\n# no comment\n"), file.template());
        assertEquals("You are \"Ada\".\n\nBe brief.", file.system());
        assertEquals(List.of("./lora"), file.adapters());
        assertEquals(
                List.of(Message.user("hello # you"), Message.assistant("hi")), file.messages());
        assertEquals(List.of("MIT"), file.licences());
        assertEquals(List.of("num_gpu"), Parameters.others(file));
        assertEquals(List.of("<|end|>", "User:"), Parameters.stops(file));
    }

    @Test
    void writesWhatItReads() {
        var file =
                new Modelfile(
                        "qwen",
                        List.of(
                                new Parameter("top_k", "7"),
                                new Parameter("stop", " ends with a blank "),
                                new Parameter("stop", "\n")),
                        Optional.of("{{ .System }}\n"),
                        "多行\n\n  \"引号\" 在中间\n",
                        List.of("a b/c"),
                        List.of(Message.user(""), Message.assistant("\"quoted\" at first")),
                        List.of("one", "two\nlines"));

        assertEquals(file, Modelfile.parse(file.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"three \"\"\" marks\nhere", "a\nmark at the end\""})
    void whatCannotBeQuotedIsNotWritten(String system) {
        var file =
                new Modelfile(
                        "m", List.of(), Optional.empty(), system, List.of(), List.of(), List.of());

        assertThrows(StudioException.class, file::text);
    }

    @Test
    void numbersGoThereAndBack() {
        var sampling = Sampling.recommended("qwen2.5", false).withSeed(-7);
        var file =
                new Modelfile(
                        "m",
                        Parameters.of(sampling),
                        Optional.empty(),
                        "",
                        List.of(),
                        List.of(),
                        List.of());
        var read = Modelfile.parse(file.text());

        assertTrue(Parameters.draws(read));
        assertEquals(sampling, Parameters.over(Sampling.greedy(), read));
        assertFalse(Parameters.draws(Modelfile.parse("FROM m\nPARAMETER stop x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM a\\nFROM b|2|FROM",
                "FROM a\\n\\nHELLO world|3|HELLO",
                "FROM a\\nPARAMETER warmth 3|2|warmth",
                "FROM a\\nPARAMETER temperature hot|2|hot",
                "FROM a\\nPARAMETER top_k 1.5|2|1.5",
                "FROM a\\nPARAMETER temperature 1e999999999|2|1e999999999",
                "FROM a\\nPARAMETER temperature NaN|2|NaN",
                "FROM a\\nPARAMETER seed 99999999999999999999|2|9999",
                "FROM a\\nPARAMETER temperature|2|missing",
                "FROM a\\nPARAMETER top_p 0.5\\nPARAMETER top_p 0.6|3|top_p",
                "FROM a\\nMESSAGE tool x|2|tool",
                "FROM|1|missing",
                "FROM a\\nSYSTEM \"\"\"open\\nand on|2|quotation"
            })
    void refusesByLineInOneSentence(String text, String line, String what) {
        var why =
                assertThrows(
                        StudioException.class, () -> Modelfile.parse(text.replace("\\n", "\n")));

        assertTrue(
                String.valueOf(why.getMessage()).startsWith("Line " + line + ":"),
                why.getMessage());
        assertTrue(String.valueOf(why.getMessage()).contains(what), why.getMessage());
        assertTrue(String.valueOf(why.getMessage()).length() < 200, why.getMessage());
    }

    @Test
    void refusesWhatIsNoModelfile() {
        assertEquals(
                "models.service.modelfile.noFrom",
                assertThrows(StudioException.class, () -> Modelfile.parse("# nothing")).key());
        assertEquals(
                "models.service.modelfile.tooLong",
                assertThrows(StudioException.class, () -> Modelfile.parse("x".repeat(1 << 21)))
                        .key());
        assertThrows(
                StudioException.class,
                () -> Modelfile.parse("FROM a\n" + "LICENSE x\n".repeat(20_000)));
        var bytes = assertThrows(StudioException.class, () -> Modelfile.parse("FROM a\n\0\1\2"));
        assertEquals("Line 2: \"???\" is no instruction of a Modelfile.", bytes.getMessage());
    }
}
