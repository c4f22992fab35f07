package studio.likeness.models.service.modelfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.PromptFormats;

class GoTemplateTest {
    private static final List<Message> TALK =
            List.of(
                    Message.system("Be brief."),
                    Message.user("Hello"),
                    Message.assistant("Hi."),
                    Message.user("And you?"));

    /// Written for this test in both of the ways that templates have.
    @Test
    void writesATalkAsTheFamilysOwnFormatDoes() {
        var turnByTurn =
                GoTemplate.parse(
                        "{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}"
                                + "{{ if .Prompt }}<|im_start|>user\n{{ .Prompt }}<|im_end|>\n"
                                + "{{ end }}<|im_start|>assistant\n{{ .Response }}<|im_end|>\n");
        var whole =
                GoTemplate.parse(
                        """
                        {{- range $i, $m := .Messages }}
                        {{- $last := eq (len (slice $.Messages $i)) 1 -}}
                        {{- if eq .Role "tool" }}{{ .ToolName }}{{ else -}}
                        <|im_start|>{{ $m.Role }}
                        {{ .Content }}{{ if .ToolCalls }}tools{{ end }}<|im_end|>
                        {{ end }}
                        {{- if $last }}{{ if ne .Role "assistant" }}<|im_start|>assistant
                        {{ end }}{{ end }}
                        {{- end }}""");
        var own = PromptFormats.prompt("chatml", TALK, false).text();

        assertEquals(own, turnByTurn.render(TALK));
        assertEquals(own, whole.render(TALK));
    }

    @Test
    void aTurnThatDoesNotSayWhereTheAnswerStandsHasItAtItsEnd() {
        assertEquals(
                "Q: Hello\nA: Hi.Q: And you?\nA: ",
                GoTemplate.parse("Q: {{ .Prompt }}\nA: ").render(TALK));
    }

    @Test
    void mergesWhatOneSaysTwice() {
        var template = GoTemplate.parse("{{ range .Messages }}[{{ .Content }}]{{ end }}");

        assertEquals("[a\n\nb]", template.render(List.of(Message.user("a"), Message.user("b"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{{ if and .System .Prompt }}both{{ else if .System }}one{{ else }}none{{ end }}|both",
                "{{ if not .System }}no{{ else if or .Tools .Prompt }}yes{{ end }}|yes",
                "{{ $x := \"a\" }}{{ if true }}{{ $x = \"b\" }}{{ end }}{{ $x }}|b",
                "{{ $x := \"a\" }}{{ if true }}{{ $x := \"b\" }}{{ end }}{{ $x }}|a",
                "{{/* a comment */}}{{ .Prompt }}|q",
                "a  {{- \" b \" -}}  c|a b c",
                "{{ range .Tools }}x{{ else }}none{{ end }}|none",
                "{{ if gt (len .Prompt) 0 }}{{ len .Prompt }}{{ end }}|1",
                "{{ \"}}\" }}|}}"
            })
    void variablesIfAndRange(String template, String expected) {
        assertEquals(
                expected,
                GoTemplate.parse(template).render(List.of(Message.system("s"), Message.user("q"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ json .Prompt }}|json",
                "{{ .Prompt }}{{ if .First }}x{{ end }}|.First",
                "{{ range .Messages }}{{ .Last }}{{ end }}|.Last",
                "{{ with .Prompt }}{{ end }}|with",
                "{{ define x }}{{ end }}|define",
                "{{ template x }}|template",
                "{{ end }}|end",
                "{{ if }}x{{ end }}|{{}}",
                "{{ 'x' }}|x",
                "{{ $ @ }}|@"
            })
    void refusesByName(String template, String what) {
        var why = assertThrows(StudioException.class, () -> GoTemplate.parse(template));

        assertTrue(
                String.valueOf(why.getMessage()).contains(what.replace("'", "")), why.getMessage());
        assertTrue(String.valueOf(why.getMessage()).startsWith("Line 1"), why.getMessage());
    }

    @Test
    void refusesAPipeByItsLine() {
        var why =
                assertThrows(
                        StudioException.class,
                        () ->
                                GoTemplate.parse(
                                        "a\n{{ if\n .Prompt }}{{ end }}\n{{ .Prompt | x }}"));

        assertTrue(
                String.valueOf(why.getMessage()).startsWith("Line 4 of the template: \"|\""),
                why.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ if .Prompt }}x",
                "{{ range .Messages }}",
                "{{ .Prompt",
                "{{ if .A }}{{ else }}"
            })
    void refusesWhatIsNeverClosed(String template) {
        assertThrows(StudioException.class, () -> GoTemplate.parse(template));
    }

    @Test
    void refusesWhatWouldNotEnd() {
        var loops =
                "{{ range $.Messages }}".repeat(40) + "{{ end }}".repeat(40) + "{{ .Messages }}";
        var deep = "{{ if .System }}".repeat(10_000) + "{{ end }}".repeat(10_000);
        var many = List.of(Message.user("a"), Message.assistant("b"), Message.user("c"));

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> {
                    var template = GoTemplate.parse(loops);
                    assertThrows(StudioException.class, () -> template.render(many));
                    assertThrows(StudioException.class, () -> GoTemplate.parse(deep));
                    assertThrows(
                            StudioException.class,
                            () -> GoTemplate.parse("{{ .Unheard }}").render(many));
                });
    }
}
