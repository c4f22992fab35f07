package studio.likeness.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.app.Studio;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.runtime.Device;

/// `likeness talk --model`: the answer appears piece by piece as it is written.
final class ModelTalking {
    private static final int MOST_TOKENS = 512;

    private final PrintWriter out;
    private final boolean json;
    private final List<Message> messages = new ArrayList<>();

    ModelTalking(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /// The turns given, or lines from the terminal where there are none.
    ///
    /// @param adapter what changes the model
    void run(Studio studio, String model, Optional<Path> adapter, Device device, List<String> say)
            throws InterruptedException, IOException {
        try (var talk = studio.brains().alone(model, adapter, device)) {
            if (!json) {
                out.println(Words.say("app.command.talk.model", model, device));
            }
            for (var text : say) {
                turn(talk, text);
            }
            if (say.isEmpty()) {
                // Not closed: it is the process's own input.
                var in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    if (!line.isBlank()) {
                        turn(talk, line.strip());
                    }
                }
            }
        }
    }

    private void turn(ChatSession talk, String text) throws InterruptedException {
        if (json) {
            var answer = ask(talk, text, TextStream.Listener.of(_ -> {}));
            out.println(line(text, answer));
            return;
        }
        out.println("> " + text);
        out.print("[%s] ".formatted(Words.say("app.conversation.mark.generated")));
        ask(
                talk,
                text,
                TextStream.Listener.of(
                        piece -> {
                            out.print(piece);
                            out.flush();
                        }));
        out.println();
        out.flush();
    }

    private Answer ask(ChatSession talk, String text, TextStream.Listener listener)
            throws InterruptedException {
        messages.add(Message.user(text));
        var answer = talk.generate(messages, talk.recommended(), Limits.of(MOST_TOKENS), listener);
        messages.add(Message.assistant(answer.text()));
        return answer;
    }

    private static String line(String text, Answer answer) {
        var figures = answer.figures();
        var o = new LinkedHashMap<String, Object>();
        o.put("heard", text);
        o.put("source", "generated");
        o.put("reply", answer.text());
        o.put("finish", answer.finish().name().toLowerCase(Locale.ROOT));
        o.put("promptTokens", figures.promptTokens());
        o.put("reusedTokens", figures.reusedTokens());
        o.put("tokens", figures.generatedTokens());
        o.put("firstTokenMillis", figures.firstToken().toMillis());
        o.put("tokensPerSecond", figures.tokensPerSecond());
        return Json.line(o);
    }
}
