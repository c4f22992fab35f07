package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @Test
    void splitsAtHeadingsAndTakesTheFirstForItsTitle() {
        var prose =
                Markdown.read(
                        """
                        # My *life* #
                        ----

                        I was born
                        by the sea.

                        The town
                        --------
                        - It was **cold**.
                        - [ ] It was [small](https://example.org "x").

                        > 我们住在
                        > 海边。

                        | a | b |
                        |---|---|

                        ***
                        The end.
                        """);
        assertEquals("My life", prose.title());
        assertEquals(
                List.of(
                        List.of("I was born by the sea."),
                        List.of(
                                "The town",
                                "It was cold.",
                                "It was small.",
                                "我们住在海边。",
                                "a   b",
                                "The end.")),
                prose.sections());
    }

    @ParameterizedTest
    @CsvSource({
        "'**bold with *slanted* in it**', bold with slanted in it",
        "'5 * 3 * 2', 5 * 3 * 2",
        "'a file_name_here', a file_name_here",
        "'~~no~~ `code` ![x](y.png) yes[^1]', no code  yes",
        "'\\*not slanted\\*', *not slanted*",
        "'<p>caf&eacute; &amp; &#26408; &#x6797; &nosuch;</p>', café & 木 林 &nosuch;",
        "'if x < 3 and y > 2 or a<y and z>w', if x < 3 and y > 2 or a<y and z>w",
        "'a<!-- hidden -->b<script>evil()</script>c', abc",
        "'a<span class=\"x\">b</span>c', abc"
    })
    void leavesTheWords(String markdown, String words) {
        assertEquals(List.of(List.of(words)), Markdown.read(markdown).sections());
    }

    @Test
    void dropsControlCharactersHiddenInEntities() {
        assertEquals(List.of(List.of("ab")), Markdown.read("a&#0;&#27;&#8238;b").sections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script", "<!--", "<p ", "[", "![a](", "**a ", "_a ", "`", "> ", "&#1", "<", "|-",
                "* * ", "# ", "[a]: ", "- [ ] "
            })
    void isNeverSlow(String piece) {
        var many = piece.repeat(500_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(4), () -> Markdown.read(many + "x"));
        var padded = piece + " ".repeat(500_000) + "x";
        assertTimeoutPreemptively(Duration.ofSeconds(4), () -> Markdown.read(padded));
    }
}
