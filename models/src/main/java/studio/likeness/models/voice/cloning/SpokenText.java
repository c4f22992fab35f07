package studio.likeness.models.voice.cloning;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.voice.text.Pronunciation;

/// What is said, as the networks read it.
///
/// @param sounds phonemes
/// @param meaning of each, `[1024][sounds]` row by row; zeros for English and where no network
///     reads characters
record SpokenText(long[] sounds, float[] meaning) {
    static final SpokenText NOTHING = new SpokenText(new long[0], new float[0]);

    static SpokenText of(List<Pronunciation> said, Optional<Characters> characters) {
        var all = NOTHING;
        for (var part : said) {
            all = all.then(of(part, characters));
        }
        return all;
    }

    private static SpokenText of(Pronunciation part, Optional<Characters> characters) {
        var sounds = part.ids();
        if (characters.isPresent() && part.language().equals("zh")) {
            return new SpokenText(sounds, characters.get().of(part));
        }
        return new SpokenText(sounds, new float[sounds.length * SemanticGraphs.BERT]);
    }

    SpokenText then(SpokenText next) {
        int before = sounds.length;
        int more = next.sounds.length;
        var joined = new long[before + more];
        System.arraycopy(sounds, 0, joined, 0, before);
        System.arraycopy(next.sounds, 0, joined, before, more);
        var meanings = new float[joined.length * SemanticGraphs.BERT];
        for (int row = 0; row < SemanticGraphs.BERT; row++) {
            int at = row * joined.length;
            System.arraycopy(meaning, row * before, meanings, at, before);
            System.arraycopy(next.meaning, row * more, meanings, at + before, more);
        }
        return new SpokenText(joined, meanings);
    }
}
