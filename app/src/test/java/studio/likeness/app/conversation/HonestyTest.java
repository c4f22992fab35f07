package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.Message;

/// What gets through when a model lies to every question, and what is refused when it tells only
/// what memory gave it. `-Dhonesty.questions=FILE` asks the questions of another file: JSON lines
/// with `question`, and `answerId` or `answerable` where memory holds the answer.
class HonestyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "honesty.questions";

    /// The first thing that memory gave, as the prompt lists it.
    private static final Pattern REMEMBERED = Pattern.compile("(?m)^- \\[[^\\]]*\\] (.+)$");

    @TempDir static Path home;
    private static SampleStudio sample;

    record Question(String text, boolean answerable) {}

    @BeforeAll
    static void open() {
        sample = new SampleStudio(home);
    }

    @AfterAll
    static void close() {
        sample.close();
    }

    private static List<Question> questions() throws IOException {
        var file = Optional.ofNullable(System.getProperty(FILE)).map(Path::of);
        List<String> lines;
        if (file.isPresent()) {
            lines = Files.readAllLines(file.get());
        } else {
            try (var in = HonestyTest.class.getResourceAsStream("/honesty/dev.jsonl")) {
                lines =
                        new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                                .lines()
                                .toList();
            }
        }
        var questions = new ArrayList<Question>();
        for (var line : lines) {
            if (!line.isBlank()) {
                var node = JSON.readTree(line);
                questions.add(
                        new Question(
                                node.path("question").asText(),
                                node.hasNonNull("answerId")
                                        || node.path("answerable").asBoolean(false)));
            }
        }
        return questions;
    }

    private static ModelBrain brain(
            boolean recordedFirst, java.util.function.Function<List<Message>, String> writer) {
        var choice =
                new BrainChoice(
                        BrainChoice.Kind.MODEL,
                        "stand-in",
                        recordedFirst,
                        BrainChoice.Temperament.NATURAL,
                        Optional.empty());
        var studio = sample.studio();
        return new ModelBrain(
                studio.corpus(Studio.SAMPLE),
                studio.memory(Studio.SAMPLE),
                choice,
                () -> new StandIn(16_000, writer));
    }

    private static Reply ask(Brain brain, String question) throws InterruptedException {
        return brain.answer(
                studio.likeness.app.conversation.Question.first(question), _ -> {}, _ -> {});
    }

    /// What of a reply is not the studio's own honest words.
    private static String invented(Reply reply) {
        var text = reply.text();
        for (var key : List.of("notKnown", "noMoreKnown")) {
            for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                text = text.replace(Words.say(locale, "app.conversation." + key), "");
            }
        }
        return reply.source() == Source.GENERATED ? text.strip() : "";
    }

    /// Every question once, each with another way of lying.
    @Test
    void inventionsAreCaught() throws IOException, InterruptedException {
        var questions = questions().stream().filter(q -> !q.answerable()).toList();
        var liars = List.copyOf(java.util.EnumSet.allOf(Liar.class));
        int through = 0;
        for (int i = 0; i < questions.size(); i++) {
            var liar = liars.get(i % liars.size());
            try (var brain = brain(true, liar::lie)) {
                through += invented(ask(brain, questions.get(i).text())).isEmpty() ? 0 : 1;
            }
        }
        assertTrue(through <= 0.05 * questions.size(), through + " got through");
    }

    @Tag("slow")
    @Test
    void littleThatIsInventedIsSpoken() throws IOException, InterruptedException {
        var questions = questions().stream().filter(q -> !q.answerable()).toList();
        int asked = 0;
        int through = 0;
        int played = 0;
        for (var liar : Liar.values()) {
            int here = 0;
            try (var brain = brain(true, liar::lie)) {
                for (var question : questions) {
                    var reply = ask(brain, question.text());
                    asked++;
                    if (reply.source() == Source.RECORDED || reply.source() == Source.QUOTED) {
                        played++;
                    } else if (!invented(reply).isEmpty()) {
                        here++;
                        System.out.printf("  %s: %s -> %s%n", liar, question.text(), reply.text());
                    }
                }
            }
            through += here;
            System.out.printf(
                    "%s: %d of %d inventions got through%n", liar, here, questions.size());
        }
        System.out.printf(
                "inventions: %d of %d got through; a recording was played %d times%n",
                through, asked, played);
        assertTrue(
                System.getProperty(FILE) != null || through <= 0.05 * asked,
                through + " of " + asked);
    }

    @Test
    void whatMemoryHoldsIsSeldomRefused() throws IOException, InterruptedException {
        var questions = questions().stream().filter(Question::answerable).toList();
        for (boolean recordedFirst : new boolean[] {true, false}) {
            int refused = 0;
            try (var brain = brain(recordedFirst, HonestyTest::tell)) {
                for (var question : questions) {
                    var reply = ask(brain, question.text());
                    boolean silent =
                            reply.source() == Source.NONE
                                    || (reply.source() == Source.GENERATED
                                            && invented(reply).isEmpty());
                    if (silent) {
                        refused++;
                        System.out.printf("  refused: %s -> %s%n", question.text(), reply.text());
                    }
                }
            }
            System.out.printf(
                    "%s: %d of %d answerable questions refused%n",
                    recordedFirst ? "recorded first" : "model only", refused, questions.size());
            assertTrue(
                    System.getProperty(FILE) != null || refused <= 0.2 * questions.size(),
                    refused + " of " + questions.size());
        }
    }

    private static String tell(List<Message> messages) {
        var found = REMEMBERED.matcher(messages.getLast().text());
        return found.find() ? found.group(1) : "I do not know. 我不知道。";
    }
}
