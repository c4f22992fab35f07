package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import studio.likeness.models.voice.text.ChineseNormaliser;
import studio.likeness.models.voice.text.ChineseSounds;
import studio.likeness.models.voice.text.ChineseWords;
import studio.likeness.models.voice.text.ChineseWords.Word;
import studio.likeness.models.voice.text.Symbols;
import studio.likeness.models.voice.text.TextCut;

/// Chinese as GPT-SoVITS reads it: texts to words, words to sounds, and long texts cut.
final class ChineseTextComparison implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return fixture.network().equals("gpt-sovits-text-zh");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        fixture.at("normalise").forEach(each -> normalise(each, errors));
        fixture.at("g2p").forEach(each -> sounds(each, errors));
        fixture.at("cut").forEach(each -> cut(each, errors));
        var detail =
                "%d texts, %d clauses, %d cuts"
                        .formatted(
                                fixture.at("normalise").size(),
                                fixture.at("g2p").size(),
                                fixture.at("cut").size());
        return List.of(errors.line(fixture, "java", detail));
    }

    private static void normalise(JsonNode each, Errors errors) {
        var raw = each.path("raw").asText();
        var normaliser = ChineseNormaliser.loaded();
        errors.same(
                "'" + raw + "' sentences",
                strings(each.path("sentences")),
                normaliser.sentences(raw));
        errors.same(
                "'" + raw + "' normalised",
                each.path("text_normalize").asText(),
                normaliser.normalise(raw));
    }

    /// The pinyin is given, because in the original a model decides it.
    private static void sounds(JsonNode each, Errors errors) {
        var text = each.path("text").asText();
        var cut = ChineseWords.loaded().tagged(text);
        errors.same("'" + text + "' words", words(each.path("seg")), cut);
        var merged = ChineseSounds.loaded().merged(cut);
        errors.same("'" + text + "' merged", words(each.path("seg_merged")), merged);
        if (merged.stream().mapToInt(word -> word.text().length()).sum()
                != each.path("pinyin").size()) {
            errors.same("'" + text + "' pinyin", each.path("pinyin").size(), text.length());
            return;
        }
        var sounds = ChineseSounds.loaded().said(merged, strings(each.path("pinyin")), false);
        errors.same("'" + text + "' phones", strings(each.path("phones")), sounds.phonemes());
        errors.same(
                "'" + text + "' word2ph", integers(each.path("word2ph")), sounds.perCharacter());
        errors.same(
                "'" + text + "' ids",
                integers(each.path("ids")),
                LongStream.of(Symbols.V2.ids(sounds.phonemes()))
                        .mapToInt(id -> (int) id)
                        .boxed()
                        .toList());
    }

    private static void cut(JsonNode each, Errors errors) {
        var raw = each.path("raw").asText();
        for (var cut : TextCut.values()) {
            var name = cut.published();
            // The original says a lone line break where nothing is left.
            var expected = each.path(name).asText().equals("\n") ? "" : each.path(name).asText();
            errors.same("'" + raw + "' " + name, expected, String.join("\n", cut.cut(raw)));
        }
        errors.same("'" + raw + "' split", strings(each.path("split")), TextCut.sentences(raw));
    }

    private static List<Word> words(JsonNode pairs) {
        return pairs.valueStream()
                .map(pair -> new Word(pair.get(0).asText(), pair.get(1).asText()))
                .toList();
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static List<Integer> integers(JsonNode list) {
        return list.valueStream().map(JsonNode::asInt).toList();
    }
}
