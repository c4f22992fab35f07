package studio.likeness.app.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import studio.likeness.corpus.memory.Known;
import studio.likeness.corpus.memory.Memory;

/// Catches what a model makes up, before it is spoken. It does not understand: it looks whether
/// numbers, names and telling words were given to the model. What was not may be true, and is left
/// out all the same.
final class Grounding {
    /// A clause may bring so much that nobody has said, for each telling word that was said.
    private static final double FOREIGN_PER_KNOWN = 0.6;

    private static final double LITTLE = 0.5;

    /// Capitals that are no names.
    private static final Set<String> PLAIN_CAPITALS =
            Set.of(
                    "i", "i'm", "i've", "i'd", "i'll", "mr", "mrs", "ms", "dr", "english",
                    "chinese", "ok", "tv");

    private static final Pattern CAPITAL = Pattern.compile("(?<![\\p{L}'’])\\p{Lu}[\\p{L}'’]+");

    /// After these a name follows.
    private static final Pattern CHINESE_NAME =
            Pattern.compile(
                    "(?:叫做?|名叫|名字是|姓|笔名|小名|绰号|外号)(?!我|你|他|她|它|不|什么|人|一声)([\\p{IsHan}]{1,3})"
                            + "|[《“「]([^》”」]{1,20})[》”」]"
                            + "|((?:上海|北京|天津|重庆|广州|深圳|南京|苏州|杭州|宁波|绍兴|温州|武汉|成都|西安|青岛|大连|厦门|福州|长沙|沈阳|哈尔滨"
                            + "|昆明|香港|澳门|台湾|台北|广东|广西|江苏|浙江|福建|山东|山西|河南|河北|湖南|湖北|四川|云南|贵州|江西|安徽|陕西"
                            + "|甘肃|新疆|西藏|内蒙古|海南|辽宁|吉林|黑龙江|美国|日本|英国|法国|德国|苏联|俄罗斯|韩国|朝鲜|意大利|加拿大|澳大利亚"
                            + "|新加坡|泰国|印度|越南|巴黎|伦敦|东京|纽约|莫斯科|柏林|罗马))"
                            + "|((?:赵|钱|孙|李|周|吴|郑|王|冯|陈|褚|卫|蒋|沈|韩|杨|朱|秦|许|何|吕|张|孔|曹|严|华|金|魏|陶|姜|戚|谢|邹|章|潘|葛|范|彭|鲁|韦|马|苗|方|俞|任|袁|柳|史|唐|费|廉|岑|薛|雷|贺|倪|汤|罗|毕|郝|邬|安|常|乐|于|傅|康|伍|余|元|顾|孟|黄|穆|萧|尹|姚|邵|汪|毛|戴|宋|庞|熊|纪|舒|屈|项|祝|董|梁|杜|阮|蓝|闵|席|季|贾|江|童|颜|郭|梅|林|钟|徐|邱|骆|高|夏|蔡|田|胡|凌|霍|万|柯|管|卢|莫|丁|邓|石|崔|吉|龚|程|邢|裴|陆|翁|段|侯|全|秋|伊|宁|甘|武|刘|景|龙|叶|白|蒲|乔|谭|温|庄|晏|柴|阎|文|关|尤|易|廖|曾|沙|丰|游|欧阳|司马|上官|诸葛)"
                            + "(?:[\\p{IsHan}]{1,2})?(?:老师|先生|女士|医生|大夫|师傅|教授|阿姨|叔叔|同志|主任|厂长|经理|校长|同学))"
                            + "|((?:老|小|阿)(?:赵|钱|孙|李|周|吴|郑|王|冯|陈|蒋|沈|韩|杨|朱|许|何|张|曹|严|金|魏|陶|姜|谢|章|潘|葛|范|彭|鲁|马|方|俞|任|袁|唐|薛|罗|顾|孟|黄|姚|邵|汪|毛|戴|宋|董|梁|杜|郭|林|钟|徐|高|夏|蔡|田|胡|丁|邓|石|崔|程|陆|刘|叶|白|谭|廖|曾))");

    /// What is said before anything is said.
    private static final Pattern STOCK =
            Pattern.compile(
                    "\\b(of course|certainly|indeed|absolutely|sure|exactly|i remember( it| that)?( well)?|well"
                            + "|oh|yes|no|i know( that| it)?( best| well)?)\\b|当然|确实|是的|没错|记得|这个我最清楚|那还用说",
                    Pattern.CASE_INSENSITIVE);

    /// Tells of one's own life, whatever was asked: of oneself, or of what was.
    private static final Pattern LIFE_ZH =
            Pattern.compile("我|咱|俺|^(?!.*[你您]).*(了|过|着|那天|那时|那年|那会儿|一直|每天|每年|以前|当年|小时候|年轻|家里)");

    private static final Pattern LIFE_EN =
            Pattern.compile(
                    "\\b(i|we) (was|were|had|did|went|used to|once|never|always|have|'ve|[a-z]+ed|grew|got|met|took|made|came|saw|kept|wrote|taught|lived|knew|said|bought|ran|sang|spoke|drove|left)\\b|\\bmy [a-z ]{2,24}(was|were|is|had|has|used|died|said|[a-z]+ed)\\b|\\bwhen i\\b|\\bback then\\b",
                    Pattern.CASE_INSENSITIVE);

    private final Known known;
    private final boolean strict;
    private final Set<String> figures = new HashSet<>();
    private final String all;

    /// @param told what the model was given to rest on
    /// @param asked what the other one says now
    /// @param strict whether a fact was asked for, so that every clause must rest on what was told
    Grounding(Memory memory, List<String> told, List<String> asked, boolean strict) {
        known = memory.known(told, asked);
        this.strict = strict;
        var everything = new ArrayList<>(told);
        everything.addAll(asked);
        all = String.join("\n", everything).toLowerCase(Locale.ROOT);
        figures.addAll(Figures.of(all));
    }

    /// What is to be done with a clause.
    enum Verdict {
        /// It rests on what was told.
        GROUNDED,
        /// It says nothing that could be wrong, or only repeats the question: alone it proves
        /// nothing.
        EMPTY,
        MADE_UP
    }

    Verdict of(String clause) {
        if (!figures.containsAll(Figures.of(clause)) || hasForeignName(clause)) {
            return Verdict.MADE_UP;
        }
        var share = known.share(STOCK.matcher(clause).replaceAll(" "));
        double told = share.told() + share.repeated();
        boolean life = strict || LIFE_ZH.matcher(clause).find() || LIFE_EN.matcher(clause).find();
        if (life && share.foreign() > LITTLE && share.foreign() > FOREIGN_PER_KNOWN * told) {
            return Verdict.MADE_UP;
        }
        // A question said back as a statement proves nothing, unless all of it was told.
        boolean proven = share.told() > LITTLE || (told > LITTLE && share.asked() == 0);
        return proven ? Verdict.GROUNDED : Verdict.EMPTY;
    }

    private boolean hasForeignName(String clause) {
        for (var match : CHINESE_NAME.matcher(clause).results().toList()) {
            for (int group = 1; group <= match.groupCount(); group++) {
                var name = match.group(group);
                if (name == null || all.contains(name.toLowerCase(Locale.ROOT))) {
                    continue;
                }
                // What follows "叫" may go on after the name.
                boolean begun =
                        group == 1 && all.contains(name.substring(0, Math.min(2, name.length())));
                boolean surname = group == 1 && all.contains("姓" + name.charAt(0));
                if (!begun && !surname) {
                    return true;
                }
            }
        }
        for (var match : CAPITAL.matcher(clause).results().toList()) {
            var word = match.group().toLowerCase(Locale.ROOT).replace('’', '\'');
            boolean begins = beginsSentence(clause, match.start());
            var bare = word.replaceAll("'s$", "");
            if (!begins && !PLAIN_CAPITALS.contains(bare) && !all.contains(bare)) {
                return true;
            }
        }
        return false;
    }

    /// There a capital says nothing.
    private static boolean beginsSentence(String clause, int at) {
        var before = clause.substring(0, at).strip();
        return before.isEmpty()
                || ".!?。！？“\"‘'「—:：".indexOf(before.charAt(before.length() - 1)) >= 0;
    }
}
