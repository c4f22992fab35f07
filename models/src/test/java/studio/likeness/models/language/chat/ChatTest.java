package studio.likeness.models.language.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Answer.Finish;
import studio.likeness.models.language.tokenizer.Fixture;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// Talks with a rule instead of a network.
class ChatTest {
    private static final int VOCABULARY = 600;
    private static final int END = 518;

    private final Tokenizer tokenizer = Fixture.byteLevel(List.of("<think>", "</think>"));
    private final PromptFormat format = PromptFormats.of("chatml").orElseThrow();
    private final StringBuilder heard = new StringBuilder();

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private Chat chat(ToyDecoding decoding) {
        return new Chat(decoding, VOCABULARY, tokenizer, format);
    }

    /// Says a text after the prompt, then ends.
    private ToyDecoding saying(int limit, String text) {
        var said = tokenizer.encodePrompt(text);
        int header = tokenizer.encode("assistant\n").length;
        return new ToyDecoding(
                limit,
                cache -> {
                    int turn = cache.length - 1;
                    while (cache[turn] != 517) {
                        turn--;
                    }
                    int at = cache.length - 1 - turn - header;
                    return at >= 0 && at < said.length ? said[at] : END;
                });
    }

    private Answer ask(Chat chat, List<Message> messages, Limits limits) throws Exception {
        heard.setLength(0);
        return chat.generate(
                messages, Sampling.greedy(), limits, TextStream.Listener.of(heard::append));
    }

    @Test
    void streamsWholeCharactersAndTellsFigures() throws Exception {
        var text = "你好 😀 𠮷野家, ok 👍🏽 fine";
        var pieces = new ArrayList<String>();
        var decoding = saying(500, text);
        var answer =
                chat(decoding)
                        .generate(
                                List.of(Message.user("Hi")),
                                Sampling.greedy(),
                                Limits.of(200),
                                TextStream.Listener.of(pieces::add));
        assertEquals(text, answer.text());
        assertEquals(text, String.join("", pieces));
        assertTrue(pieces.stream().noneMatch(p -> p.contains("\uFFFD")), pieces.toString());
        assertTrue(pieces.stream().noneMatch(ChatTest::half), pieces.toString());
        assertEquals(Finish.STOP, answer.finish());
        var figures = answer.figures();
        assertEquals(tokenizer.encode(text).length + 1, figures.generatedTokens());
        assertEquals(0, figures.reusedTokens());
        assertTrue(figures.promptTokens() > 5);
        assertTrue(figures.total().compareTo(figures.firstToken()) >= 0);
        assertTrue(figures.tokensPerSecond() > 0);
    }

    private static boolean half(String piece) {
        return Character.isLowSurrogate(piece.charAt(0))
                || Character.isHighSurrogate(piece.charAt(piece.length() - 1));
    }

    @Test
    void thinkingIsToldApart() throws Exception {
        var thoughts = new StringBuilder();
        var answer =
                chat(saying(500, "<think>\nadd them\n</think>\n\n4"))
                        .generate(
                                List.of(Message.user("2+2?")),
                                Sampling.greedy(),
                                Limits.of(100),
                                new TextStream.Listener(heard::append, thoughts::append));
        assertEquals("4", answer.text());
        assertEquals("4", heard.toString());
        assertEquals("add them", answer.thoughts());
        assertEquals("add them", thoughts.toString());
    }

    @Test
    void whatIsReadAheadIsNotReadAgain() throws Exception {
        var chat = chat(saying(2000, "Well."));
        var beginning =
                List.of(
                        Message.system("You keep bees. ".repeat(20)),
                        Message.user("Good day."),
                        Message.assistant("Good day to you."));
        int all = chat.unread(beginning);
        assertTrue(all > 300, all + " tokens");
        chat.read(beginning);
        assertEquals(0, chat.unread(beginning));
        var talk = new ArrayList<>(beginning);
        talk.add(Message.user("How are you?"));
        var answer = ask(chat, talk, Limits.of(20));
        assertEquals("Well.", answer.text());
        assertEquals(all, answer.figures().reusedTokens());
        // What was read beyond it stays.
        chat.read(beginning);
        assertEquals(
                answer.figures().promptTokens() - 1,
                ask(chat, talk, Limits.of(20)).figures().reusedTokens());
    }

    @Test
    void whatWasReadAheadStaysWhenItIsInterrupted() throws Exception {
        var chat = chat(saying(2000, "Well."));
        var beginning = List.of(Message.system("You keep bees. ".repeat(40)));
        int all = chat.unread(beginning);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> chat.read(beginning));
        assertEquals(all, chat.unread(beginning));
        chat.read(beginning);
        assertEquals(0, chat.unread(beginning));
    }

    @Test
    void aStopStringEndsTheAnswerWhereverItsTokensDo() throws Exception {
        var limits = new Limits(100, List.of("User:", "\n\n"), false);
        var answer = ask(chat(saying(500, "I am well. \nUser: and you?")), talk(1), limits);
        assertEquals("I am well.", answer.text());
        assertEquals("I am well.", heard.toString());
        assertEquals(Finish.STOP, answer.finish());
    }

    @Test
    void whatOnlyBeganLikeAStopStringIsToldInTheEnd() throws Exception {
        var limits = new Limits(100, List.of("User:"), false);
        var answer = ask(chat(saying(500, "Ask the Use")), talk(1), limits);
        assertEquals("Ask the Use", answer.text());
        assertEquals("Ask the Use", heard.toString());
    }

    @Test
    void endsAtItsLengthAndAtTheContexts() throws Exception {
        var endless = new ToyDecoding(60, _ -> 40);
        var answer = ask(chat(endless), talk(1), Limits.of(5));
        assertEquals(Finish.LENGTH, answer.finish());
        assertEquals(5, answer.figures().generatedTokens());
        var longer = ask(chat(new ToyDecoding(60, _ -> 40)), talk(1), Limits.of(1_000));
        assertEquals(Finish.LENGTH, longer.finish());
        assertTrue(longer.figures().promptTokens() + longer.figures().generatedTokens() <= 61);
    }

    @Test
    void aThousandTurnsReuseTheCacheAndSlide() throws Exception {
        var decoding = ToyDecoding.hashing(700, 400);
        var chat = chat(decoding);
        var talk = new ArrayList<>(List.of(Message.system("You are Ada.")));
        int slides = 0;
        int forgotten = 0;
        long prompts = 0;
        for (int turn = 0; turn < 1_000; turn++) {
            talk.add(Message.user("question " + turn));
            var answer = ask(chat, talk, Limits.of(24));
            prompts += answer.figures().promptTokens();
            if (answer.figures().forgottenMessages() != forgotten) {
                forgotten = answer.figures().forgottenMessages();
                slides++;
            }
            if (turn % 50 == 0) {
                var fresh = new Window(format, tokenizer, 700);
                var kept = new ArrayList<>(talk.subList(0, 1));
                kept.addAll(talk.subList(1 + forgotten, talk.size()));
                assertEquals(
                        ask(chat(ToyDecoding.hashing(700, 400)), kept, Limits.of(24)).text(),
                        answer.text());
                assertEquals(
                        answer.figures().promptTokens(),
                        fresh.of(kept, Limits.of(24)).ids().length);
            }
            assertEquals(0, forgotten % 2, "whole turns");
            talk.add(Message.assistant(answer.text()));
        }
        assertTrue(slides > 10 && slides < 200, slides + " slides");
        assertTrue(decoding.tokensRead < prompts / 3, decoding.tokensRead + " of " + prompts);
    }

    @Test
    void theSystemsWordsStayWhenTheTalkSlides() throws Exception {
        var read = new ArrayList<String>();
        var decoding =
                new ToyDecoding(
                        200,
                        cache -> {
                            read.add(tokenizer.decode(cache));
                            return END;
                        });
        var answer = ask(chat(decoding), talk(40), Limits.of(10));
        var last = read.getLast();
        assertTrue(last.startsWith("system\nBe brief."), last);
        assertTrue(last.contains("question 40"), last);
        assertFalse(last.contains("question 1\n"), last);
        assertTrue(answer.figures().forgottenMessages() > 40);
    }

    @Test
    void refusesAMessageThatCannotFit() {
        var chat = chat(new ToyDecoding(50, _ -> END));
        var problem =
                assertThrows(
                        StudioException.class,
                        () -> ask(chat, List.of(Message.user("long ".repeat(50))), Limits.of(5)));
        assertEquals("models.language.chat.tooLong", problem.key());
    }

    @Test
    void anInterruptEndsTheStepAndTheNextAnswerStartsAtOnce() throws Exception {
        var decoding = saying(500, "fine");
        decoding.sticks = true;
        var chat = chat(decoding);
        var caught = new CompletableFuture<Throwable>();
        var thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        ask(chat, talk(1), Limits.of(9));
                                    } catch (Exception e) {
                                        caught.complete(e);
                                    }
                                });
        decoding.stuck.await();
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(5)));
        assertTrue(caught.get() instanceof InterruptedException, caught.get().toString());
        decoding.sticks = false;
        assertEquals("fine", ask(chat, talk(1), Limits.of(9)).text());
    }

    @Test
    void stopGivesWhatWasSaidSoFar() throws Exception {
        var decoding = saying(500, "one two three four five six seven");
        var chat = chat(decoding);
        var answer =
                chat.generate(
                        talk(1),
                        Sampling.greedy(),
                        Limits.of(99),
                        TextStream.Listener.of(
                                piece -> {
                                    heard.append(piece);
                                    if (heard.toString().endsWith("three")) {
                                        chat.stop();
                                    }
                                }));
        assertEquals(Finish.CANCELLED, answer.finish());
        assertEquals("one two three", answer.text());
        assertEquals(Finish.STOP, ask(chat, talk(1), Limits.of(99)).finish());
    }

    @Test
    void aPromptThatOpensTheThinkingBeginsWithIt() throws Exception {
        var open =
                PromptFormats.ofTemplate(
                        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}"
                                + "<|im_end|>\n{% endfor %}<|im_start|>assistant\n<think>{{ '\n' }}",
                        "", "<|im_end|>");
        int header = tokenizer.encodePrompt("assistant\n<think>\n").length;
        var said = tokenizer.encodePrompt("hm\n</think>\n\nyes");
        var decoding =
                new ToyDecoding(
                        500,
                        cache -> {
                            int turn = cache.length - 1;
                            while (cache[turn] != 517) {
                                turn--;
                            }
                            int at = cache.length - 1 - turn - header;
                            return at < said.length ? said[at] : END;
                        });
        var answer = ask(new Chat(decoding, VOCABULARY, tokenizer, open), talk(1), Limits.of(50));
        assertEquals("yes", answer.text());
        assertEquals("hm", answer.thoughts());
    }

    private static List<Message> talk(int turns) {
        var talk = new ArrayList<>(List.of(Message.system("Be brief.")));
        for (int turn = 1; turn <= turns; turn++) {
            talk.add(Message.user("question " + turn));
            if (turn < turns) {
                talk.add(Message.assistant("answer " + turn));
            }
        }
        return talk;
    }
}
