package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import studio.likeness.models.voice.text.ChineseWords.Word;

/// Joins words whose tones move each other, before the tone rules look at each word alone. A joined
/// word keeps the tag of its first part, except behind `不`.
final class WordMerges {
    // Beyond this the parts are too far apart to be one breath.
    private static final int LONGEST_THIRD_TONES = 3;

    private final Readings readings;

    WordMerges(Readings readings) {
        this.readings = readings;
    }

    List<Word> merge(List<Word> words) {
        var merged = repeated(one(not(words)));
        merged = thirdTones(merged, (left, right) -> allThird(left) && allThird(right));
        merged =
                thirdTones(
                        merged, (left, right) -> third(left.getLast()) && third(right.getFirst()));
        return curled(merged);
    }

    private static List<Word> not(List<Word> words) {
        var merged = new ArrayList<Word>();
        boolean waiting = false;
        for (var word : words) {
            var text = (waiting ? "不" : "") + word.text();
            waiting = text.equals("不");
            if (!waiting) {
                merged.add(new Word(text, word.tag()));
            }
        }
        if (waiting) {
            merged.add(new Word("不", "d"));
        }
        return merged;
    }

    private static List<Word> one(List<Word> words) {
        var between = new ArrayList<Word>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.text().equals("一") && !between.isEmpty() && i + 1 < words.size()) {
                var left = between.getLast();
                if (left.tag().equals("v") && left.equals(words.get(i + 1))) {
                    between.set(between.size() - 1, joined(left, "一" + left.text()));
                    i++;
                    continue;
                }
            }
            between.add(word);
        }
        var merged = new ArrayList<Word>();
        for (var word : between) {
            if (!merged.isEmpty() && merged.getLast().text().equals("一")) {
                merged.set(merged.size() - 1, joined(merged.getLast(), word.text()));
            } else {
                merged.add(word);
            }
        }
        return merged;
    }

    private static Word joined(Word left, String right) {
        return new Word(left.text() + right, left.tag());
    }

    private static List<Word> repeated(List<Word> words) {
        var merged = new ArrayList<Word>();
        for (var word : words) {
            if (!merged.isEmpty() && merged.getLast().text().equals(word.text())) {
                merged.set(merged.size() - 1, joined(merged.getLast(), word.text()));
            } else {
                merged.add(word);
            }
        }
        return merged;
    }

    private List<Word> thirdTones(List<Word> words, BiPredicate<List<String>, List<String>> meet) {
        var merged = new ArrayList<Word>();
        boolean justMerged = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            boolean joins = false;
            if (i > 0 && !justMerged) {
                var left = words.get(i - 1);
                joins =
                        meet.test(readings.of(left.text()), readings.of(word.text()))
                                && !isRepeated(left.text())
                                && left.text().length() + word.text().length()
                                        <= LONGEST_THIRD_TONES;
            }
            if (joins) {
                merged.set(merged.size() - 1, joined(merged.getLast(), word.text()));
            } else {
                merged.add(word);
            }
            justMerged = joins;
        }
        return merged;
    }

    private static boolean isRepeated(String word) {
        return word.length() == 2 && word.charAt(0) == word.charAt(1);
    }

    static boolean third(String syllable) {
        return syllable.endsWith("3");
    }

    static boolean allThird(List<String> syllables) {
        return syllables.stream().allMatch(WordMerges::third);
    }

    private static List<Word> curled(List<Word> words) {
        var merged = new ArrayList<Word>();
        for (var word : words) {
            if (!merged.isEmpty() && word.text().equals("儿")) {
                merged.set(merged.size() - 1, joined(merged.getLast(), word.text()));
            } else {
                merged.add(word);
            }
        }
        return merged;
    }
}
