package studio.likeness.corpus.memory;

/// Which words may name somebody. English writes names with a capital; in Chinese only what they
/// begin with gives them away: one of the hundred or so commonest family names, or how one speaks
/// to somebody one knows.
final class Names {
    private static final String BEGINNINGS =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
                    + "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
                    + "老小阿";

    private static final int LONGEST = 3;

    // What the lexicon lacks and the dictionary hardly knows.
    private static final double UNCOMMON = 0.7;

    private Names() {}

    static boolean mayName(Word word) {
        var text = word.text();
        return word.name()
                || (!word.isKnown()
                        && Lexicon.isChinese(text)
                        && text.length() >= 2
                        && text.length() <= LONGEST
                        && word.weight() >= UNCOMMON
                        && BEGINNINGS.indexOf(text.charAt(0)) >= 0);
    }
}
