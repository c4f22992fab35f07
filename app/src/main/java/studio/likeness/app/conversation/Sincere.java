package studio.likeness.app.conversation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether somebody sincerely asks what they talk with: a person, a machine, somebody alive. Such a
/// question is answered by the studio's own words, whatever brain thinks. "Do you really like
/// fish?" and "Are you alive to the risk?" are something else.
final class Sincere {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{P}]+");

    /// What one may be taken for.
    private static final String WHAT_ZH =
            "(真人|活人|(?<!认)真的人|人类|机器人?|电脑|计算机|程序|软件|ai|人工智能|大?模型|数字人|数字分身|分身|虚拟人?物?|合成的?|假人|假的|录音机|聊天机器人|chatgpt|gpt|语言模型|鬼魂|算法|真身|替身)";

    /// What may stand between "are you" and that; a verb may not: "是不是修过机器".
    private static final String GAP_ZH = "(个|一个|一台|一段|一种|什么|真的|真正的|只是|就是|其实|不过是|活生生的|某种|所谓的)*";

    private static final List<Pattern> CHINESE =
            List.of(
                    // 你是真人吗 · 您到底是不是机器人 · 我在跟AI说话吗
                    ask(
                            "(你|您|对面)[^我他她]{0,8}(是不是|是|算不算|算是|算|不是|不会是|该不会是)"
                                    + GAP_ZH
                                    + WHAT_ZH
                                    + "(吗|么|吧|啊|呀|呢|还是.*|吗.*)?$"),
                    ask("(你|您)[^我他她]{0,6}(是不是|算不算)" + GAP_ZH + WHAT_ZH + "(啊|呀|呢|吗|还是.*)?$"),
                    ask("(是|和|跟|同|与)(一?个|一台|一段)?" + WHAT_ZH + "(在)?(说话|聊天|聊|讲话|对话|交谈|谈话).{0,4}$"),
                    ask(WHAT_ZH + "(在|来)?(跟|和|同|与|给|替|对)?我?(说话|聊天|回答|回话|对话|讲话)"),
                    // 你是真的吗 · 你真的是你吗 · 你是真的沈月桥吗 · 你是本人吗
                    ask("^.{0,6}(你|您)(到底|究竟|其实)?(是不是|是)(真的|真实的|真实存在的|存在的)(人)?(吗|么|吧|啊|呀|呢|还是.*)?$"),
                    ask("(你|您).{0,8}(是|不是)(真的|真正的)?[^我他她是的]{0,6}(本人|真人|真身)"),
                    ask("(你|您)真的是(你|您|她|他|本人)"),
                    ask("(你|您)(到底|究竟|其实)(是什么|是个什么|算什么|是什么东西|是谁)$"),
                    ask("(你|您)(是|算)(什么东西|个什么东西)$"),
                    ask("^(你|您)是人(吗|么|吧|还是.*)?$|(你|您)(到底|究竟)?是人还是|(你|您)是不是人$|(你|您)(真的|到底)是人吗$"),
                    // 你还活着吗 · 你死了吗 · 你已经去世了吧
                    ask("(你|您)(现在|如今|真的|到底|是不是|不是)*(还|仍然)?(活着|在世|在人世|在人间|健在)(吗|么|吧|没有|没|呢|的)*$"),
                    ask(
                            "(你|您)(是不是|不是|是|真的|难道)*(已经|早就|早)?(死了|去世了?|过世了?|走了|不在了|不在人世|离开人世|不在人间)(吗|么|吧|没有|没|呢|的)+$"),
                    ask("(你|您)(是不是|不是)(已经|早就|早)?(死了|去世了?|过世了?|不在了|不在人世了?)$"),
                    ask("(你|您)还(在不在人世|活没活着|在世吗)"),
                    // 你有意识吗
                    ask(
                            "(你|您)(自己)?(真的)?(有没有|有|没有)(自我)?(意识|灵魂|生命|自我意识|真感情|真的感情|身体|肉身|大脑)(吗|么|吧|呢)?$"),
                    // 真的是您本人在回我吗，还是电脑替您说的 · 你是沈老师她本人不 · 你是人工智能假扮的吗
                    ask("是(你|您)(本人|自己|真人)?.{0,10}还是.{0,4}" + WHAT_ZH),
                    ask("(你|您)(是|就是)[^我]{0,8}本人(不|吗|么|吧|呀|啊|是不是|对吧)?$"),
                    ask("(你|您)(是不是|是)[^我]{0,8}(假扮|冒充|装扮|伪装)"),
                    // 这些话是你自己打的字，还是提前录好放出来的
                    ask("(这|这些)(话|字|回答|回复|消息).{0,4}(你|您)(自己|本人|亲自)?(打|写|说|回|讲).{0,4}还是"),
                    // 这是真的你吗 · 这声音是合成的吗
                    ask(
                            "(这|这个|现在)(说话)?的?(声音|话|人|视频|画面|脸)?(是|都是)(不是)?(真的你|你本人|本人|真人|合成的?|生成的?|ai.{0,4}|机器.{0,4}|电脑.{0,4})(吗|么|吧|在说话吗|说的吗)?$"));

    private static final String WHAT_EN =
            "(real|really real|a real person|a person|a real human( being)?|human|a human( being)?|a living person"
                    + "|really you|actually you|a (ro)?bot|a chat ?bot|a machine|a computer( program)?|a program|a simulation"
                    + "|software|(an? )?ai|(an? )?a i|an? artificial intelligence|artificial|a (language )?model|an? llm"
                    + "|chat ?gpt|gpt|a recording|a ghost|a fake|fake|virtual|synthetic|generated|a digital (likeness|human|twin|clone|person|copy)"
                    + "|a clone|a copy|a deepfake|an avatar|a hologram|an algorithm|conscious|sentient|self aware)";

    private static final String TAIL_EN =
            "( or .*| at all| though| then| now| right now| please| honestly| to be honest| by the way| right| anyway| here| in there| are you| aren t you)?$";

    private static final List<Pattern> ENGLISH =
            List.of(
                    ask(
                            "\\b(are|aren t) you (not )?(actually |really |truly |just |only |even |in fact |still |some kind of |some sort of |perhaps |maybe |by any chance )*"
                                    + WHAT_EN
                                    + TAIL_EN),
                    ask(
                            "\\byou (are|re) (not )?(actually |really |just |only |truly )*"
                                    + WHAT_EN
                                    + "( are you| aren t you| right| isn t it| no)$"),
                    ask(
                            "\\b(am i|is this) (actually |really |just |still )*(talking|speaking|chatting|writing)( with| to)? (an? )?(actual |real |living )*(person|human( being)?|machine|(ro)?bot|chat ?bot|computer|ai|program|recording|ghost|you)"),
                    ask(
                            "\\b(is this|is that|is it) (actually |really |truly |just )*(you|the real you|a real person|an ai|ai|a recording|a machine|a computer|a (ro)?bot|your real voice|generated|synthetic)( speaking| talking| in person| or .*)?$"),
                    ask(
                            "\\bis (this|that|it) (actually |really |truly )*you\\b.*\\bor\\b.*\\b(computer|machine|(ro)?bot|chat ?bot|ai|program|recording|software)\\b"),
                    ask(
                            "\\bis there (actually |really )?(a |an |any )?(real |actual |living )*(human( being)?|person|body|someone|somebody|anyone|anybody)( really| actually)? (on|at|behind|in) "),
                    ask(
                            "\\b(did|does|is|was|do) (a |an |some )?(machine|computer|ai|program|(ro)?bot)s? .{0,12}(write|writing|written|type|typing|say|saying|give|giving|make|making) .{0,8}(replies|answers|words|messages|lines|this|these)\\b"),
                    ask(
                            "\\bare you (actually |really )?(typing|writing|saying) (this|these|them|that|all this)( words| replies| answers| messages)? (yourself|in person)"),
                    ask(
                            "\\bare you (actually |really |still |truly |even )*(alive|living|dead|deceased|among the living|with us)"
                                    + TAIL_EN),
                    ask(
                            "\\b(have you|did you|haven t you|didn t you) (actually |really |already )*(died|die|passed away|pass away|passed on)( already| yet)?$"),
                    ask(
                            "\\bdo you (actually |really |truly |even )*(exist|have (a )?(consciousness|soul|feelings|body|mind|real feelings))"
                                    + TAIL_EN),
                    ask(
                            "\\bwhat (exactly |actually |really )?are you( really| actually| exactly| made of)?$"),
                    ask("\\bare you (the )?(real|actual) [a-z ]{2,30}$"),
                    ask(
                            "\\b(a )?(person|human|man|woman) or (a )?(machine|computer|program|(ro)?bot|ai)$|\\bor (just |only )?(a |an )?(machine|computer program|(ro)?bot|ai)$"));

    private Sincere() {}

    private static Pattern ask(String pattern) {
        return Pattern.compile(pattern);
    }

    static boolean asks(String text) {
        return text.codePoints()
                        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                ? chinese(text)
                : english(text);
    }

    private static boolean chinese(String text) {
        for (var sentence : text.toLowerCase(Locale.ROOT).split("[。！？!?；;\\n]+")) {
            var whole = BLANKS.matcher(sentence).replaceAll("");
            // "请问，你是真人吗" asks in its last clause too.
            var last = sentence.strip().replaceAll("^.*[，,]\\s*", "");
            if (any(CHINESE, whole) || any(CHINESE, BLANKS.matcher(last).replaceAll(""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean english(String text) {
        for (var sentence : text.toLowerCase(Locale.ROOT).split("[.!?;\\n]+")) {
            if (any(ENGLISH, BLANKS.matcher(sentence.replace("-", "")).replaceAll(" ").strip())) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
