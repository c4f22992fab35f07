package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.home.Home;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.library.LanguageFiles;
import studio.likeness.models.runtime.Device;

class ModelfileCommandTest {
    @TempDir Path root;

    private Path home() {
        return root.resolve("home");
    }

    private void model() throws IOException {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(root.resolve("Modelfile"), text);
    }

    private Persona sample() {
        try (var studio = new Studio(new Home(home()))) {
            return studio.personas().find("sample");
        }
    }

    private CommandRun bring(Path file) {
        return CommandRun.of(home(), "modelfile", "import", file.toString(), "--persona", "sample");
    }

    @Test
    void aModelfileBecomesABrainAndABrainTheSameModelfile() throws IOException {
        model();
        var run =
                bring(
                        file(
                                """
                                FROM ./noise
                                SYSTEM ""\"Speak like a sailor.
                                Never swear.""\"
                                PARAMETER temperature 0.4
                                PARAMETER seed 11
                                PARAMETER num_ctx 4096
                                TEMPLATE ""\"{{ if .System }}<|im_start|>system
                                {{ .System }}<|im_end|>
                                {{ end }}<|im_start|>user
                                {{ .Prompt }}<|im_end|>
                                <|im_start|>assistant
                                {{ .Response }}<|im_end|>
                                ""\"
                                MESSAGE user Ahoy
                                MESSAGE assistant ""\"Ahoy,
                                my friend.""\"
                                LICENSE MIT
                                """));

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("noise"), run.out());
        assertTrue(run.out().contains("num_ctx, LICENSE"), run.out());
        var persona = sample();
        assertEquals(BrainChoice.Kind.MODEL, persona.brain().kind());
        assertEquals("noise", persona.brain().model());
        var numbers = persona.brain().numbers().orElseThrow();
        assertEquals(0.4, numbers.temperature());
        assertEquals(11, numbers.seed().orElseThrow());
        assertEquals(
                "Speak like a sailor.\nNever swear.\n\n"
                        + "Example:\n> Ahoy\n< Ahoy,\n  my friend.",
                persona.manner());

        var out = root.resolve("exported");
        assertEquals(
                0,
                CommandRun.of(home(), "modelfile", "export", "sample", "--out", out.toString())
                        .code());
        clear();
        assertEquals(0, bring(out).code());
        var again = sample();
        assertEquals(persona.summary(), again.summary());
        assertEquals(persona.manner(), again.manner());
        assertEquals(persona.card(), again.card());
        assertEquals(persona.brain(), again.brain());
    }

    @Test
    void aTemplateOfItsOwnWritesTheTalksUntilTheModelsWayIsChosen() throws IOException {
        model();
        var template =
                "{{ if .System }}{{ .System }}\n{{ end }}Q: {{ .Prompt }}\nA: {{ .Response }}";
        var stops = "PARAMETER stop \"Q:\"\nPARAMETER stop <|im_end|>\n";
        var run = bring(file("FROM ./noise\n" + stops + "TEMPLATE \"\"\"" + template + "\"\"\"\n"));

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("template of this file"), run.out());
        var form = new BrainChoice.Form(Optional.of(template), List.of("Q:", "<|im_end|>"));
        assertEquals(form, sample().brain().form(), "also when it is read again");
        assertEquals("Q: Hi\nA: ", written(), "the prompt of one question");
        var shown = brain("show");
        assertTrue(shown.contains("A: {{ .Response }}"), shown);
        assertTrue(shown.contains("Q:  <|im_end|>"), shown);
        var talk = CommandRun.of(home(), "talk", "--say", "Tell me about the river.", "--json");
        assertEquals(0, talk.code(), talk.err());

        var out = root.resolve("exported");
        var export = CommandRun.of(home(), "modelfile", "export", "sample", "--out", "" + out);
        assertEquals(0, export.code(), export.err());
        clear();
        assertEquals(0, bring(out).code());
        assertEquals(form, sample().brain().form());

        brain("set", "--temperament", "calm");
        assertEquals(form, sample().brain().form(), "what is not named stays");
        brain("set", "--own-template");
        assertEquals(form.withoutTemplate(), sample().brain().form());
        brain("set", "--kind", "archive");
        assertEquals(BrainChoice.Form.OWN, sample().brain().form(), "it was for that model");
    }

    private String brain(String... args) {
        var all = new ArrayList<>(List.of("persona", "brain"));
        all.addAll(List.of(args));
        var run = CommandRun.of(home(), all.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return run.out();
    }

    /// What the persona's model is given of one question, as text.
    private String written() {
        try (var studio = new Studio(new Home(home()));
                var tokenizer = LanguageFiles.tokenizer(studio.models().find("noise").path());
                var session =
                        studio.brains()
                                .session(
                                        studio.personas().find("sample").brain(),
                                        Device.processor())) {
            var question = List.of(Message.user("Hi"));
            int own =
                    LanguageFiles.prompts(studio.models().find("noise").path(), tokenizer)
                            .encode(question, tokenizer, false)
                            .length;
            var expected = "Q: Hi\nA: ";
            assertTrue(own > session.tokens(question), "shorter than the model's own way");
            return session.tokens(question) == tokenizer.encode(expected).length ? expected : "";
        }
    }

    @Test
    void aTemplateThatIsNotUnderstoodIsRefusedByName() throws IOException {
        model();
        refused("FROM ./noise\nTEMPLATE {{ .Prompt }} {{ .First }}\n", ".First");
        refused("FROM ./noise\nTEMPLATE {{ with .Prompt }}{{ . }}{{ end }}\n", "with");
        var many =
                IntStream.rangeClosed(0, BrainChoice.Form.MOST_STOPS)
                        .mapToObj("PARAMETER stop %d\n"::formatted)
                        .collect(Collectors.joining());
        refused("FROM ./noise\n" + many, "64");
    }

    /// What the exported file must bring back.
    private void clear() {
        try (var studio = new Studio(new Home(home()))) {
            var persona = studio.personas().find("sample");
            studio.personas()
                    .update(
                            persona.withSummary("nobody")
                                    .withManner("mute")
                                    .withCard(new Card("never", "", "you"))
                                    .withBrain(BrainChoice.ARCHIVE));
        }
    }

    @Test
    void refusesInOneSentenceAndChangesNothing() throws IOException {
        assertEquals(0, CommandRun.of(home(), "persona", "list").code());
        var before = sample();
        refused("FROM a\nPARAMETER warmth 3\n", "Line 2");
        refused("SYSTEM x\n", "which model");
        refused("FROM nobody\n", "nobody");
        refused("FROM nobody\nTEMPLATE {{ json .Prompt }}\n", "json");
        refused("FROM nobody\nADAPTER ./lora\n", "./lora");
        Files.write(root.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertEquals(1, bring(root.resolve("bytes")).code());
        assertEquals(1, bring(root.resolve("missing")).code());
        var export = CommandRun.of(home(), "modelfile", "export", "sample");
        assertEquals(1, export.code());
        assertTrue(export.err().contains("recordings"), export.err());
        assertEquals(before, sample());
    }

    private void refused(String text, String what) throws IOException {
        var run = bring(file(text));
        assertEquals(1, run.code(), text);
        assertTrue(run.err().contains(what), run.err());
        assertEquals(1, run.err().lines().filter(line -> !line.isBlank()).count(), run.err());
    }
}
