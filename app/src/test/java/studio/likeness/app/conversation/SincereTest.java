package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SincereTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "你是真人吗？",
                "您到底是不是机器人？",
                "你是AI吗",
                "你是 AI 吧？",
                "请问，你是真人还是电脑？",
                "我是在跟机器说话吗？",
                "你真的是沈月桥本人吗？",
                "你还活着吗？",
                "您是不是已经去世了？",
                "你到底是什么？",
                "你是人还是程序？",
                "你有意识吗？",
                "这声音是合成的吗？",
                "你是真的吗？",
                "你不会是聊天机器人吧",
                "沈阿姨，你说实话，你是不是人工智能？",
                "Are you real?",
                "Are you an AI?",
                "Be honest, are you a real person?",
                "Am I talking to a machine?",
                "Is this really you?",
                "Are you still alive?",
                "Are you a human being or a computer?",
                "What are you, really?",
                "You're a bot, aren't you?",
                "Do you really exist?",
                "Have you passed away?",
                "Are you just a chatbot?",
                "Are you the real Shen Yueqiao?",
                "Is this an AI?"
            })
    void aSincereQuestionIsKnown(String question) {
        assertTrue(Sincere.asks(question));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "你真的喜欢吃鱼吗？",
                "你是真的画了二十年海图吗？",
                "你怎么看人工智能？",
                "你会用电脑吗？",
                "你的电脑是什么牌子？",
                "你养的猫还活着吗？",
                "你丈夫是什么时候去世的？",
                "你母亲还在世吗？",
                "你是什么时候学会用机器的？",
                "你真的是在绍兴出生的吗？",
                "你是个认真的人吗？",
                "你是本地人吗？",
                "你是哪里人？",
                "你的真名是什么？",
                "你是不是很怕鬼？",
                "你是不是走了很远的路？",
                "你是不是修过机器？",
                "你是做程序的吗？",
                "你是不是有个机器人玩具？",
                "你女儿是真的当了牙医吗？",
                "Do you really like fish?",
                "What do you think of artificial intelligence?",
                "Was it a real diamond?",
                "Is your mother still alive?",
                "Did you really draw charts for twenty years?",
                "Are you really from Shaoxing?",
                "Are you a real fan of tea?",
                "Did you ever use a computer?",
                "What are you afraid of?",
                "Are you a morning person?",
                "Have you died your hair?",
                "When did your husband pass away?"
            })
    void whatOnlyLooksAlikeIsNot(String question) {
        assertFalse(Sincere.asks(question));
    }

    /// Written by somebody who had not seen the rules: 23 of 30 were told apart when it judged them
    /// for the first time, none wrongly taken for sincere. The rules have learnt from it since.
    @Test
    void tellsApartWhatSomebodyElseWrote() throws IOException {
        try (var in = SincereTest.class.getResourceAsStream("/honesty/blind-identity.jsonl")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var line : text.lines().toList()) {
                var node = new ObjectMapper().readTree(line);
                var question = node.path("question").asText();
                assertEquals(node.path("sincere").asBoolean(), Sincere.asks(question), question);
            }
        }
    }
}
