package studio.likeness.app.conversation;

import java.util.List;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.models.language.chat.Message;

/// Invents confident details for every question, in one of several ways.
enum Liar {
    /// A year, names, a place.
    FIGURES(
            "那是一九八三年五月的事，我跟李建国一起在上海南京路，花了四十七块钱。",
            "That was in May nineteen eighty-three, with Robert Miller in Liverpool, and it cost forty-seven pounds."),
    /// A name only.
    NAMES(
            "当然，他叫王德明，人很好，我们一直有来往。",
            "Of course, his name was Harold Jenkins, a lovely man, and we kept in touch."),
    /// Neither number nor name.
    PLAIN(
            "有的，我一直很喜欢，家里的柜子里还放着一大盒奖章呢。",
            "Yes, I always loved it, and there is still a box of medals in the cupboard."),
    /// A scene.
    SCENE(
            "记得，那天下着大雪，火车晚点了，我在车站抱着吉他等到半夜。",
            "I remember it well, the train was late, and I waited at the station with my guitar until midnight."),
    /// Only what everybody says, and a yes.
    BARE("是的，确实是这样，有过好几回。", "Yes, indeed, more than a few times."),
    /// The question's own words, as a statement.
    ECHO("", "");

    private final String chinese;
    private final String english;

    Liar(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    String lie(List<Message> messages) {
        var prompt = messages.getLast().text();
        var question = prompt.substring(prompt.lastIndexOf('\n') + 1);
        boolean inChinese = Memory.languageOf(question).equals("zh");
        if (this == ECHO) {
            return inChinese
                    ? "是的，" + question.replace("你", "我").replaceAll("[吗？?]", "") + "，这个我最清楚。"
                    : "Yes, "
                            + question.replaceAll(
                                            "(?i)^(did|do|have|were|was|tell me about) you", "I")
                                    .replace("your", "my")
                                    .replace("?", "")
                            + ", I know that best.";
        }
        return inChinese ? chinese : english;
    }
}
