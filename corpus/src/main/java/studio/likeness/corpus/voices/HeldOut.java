package studio.likeness.corpus.voices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.PersonaStore;

/// Recordings that no voice was made of: by them a voice is measured.
///
/// @param person recorded answers; of a person without any, those that a machine has spoken for it
/// @param strangers of the other personas
public record HeldOut(List<Path> person, List<Path> strangers) {
    /// More tell no more, and each is listened to.
    private static final int MOST = 6;

    private static final int MOST_OF_A_STRANGER = 2;

    /// Shorter ones tell too little of a voice.
    private static final Duration LEAST = Duration.ofSeconds(2);

    public HeldOut {
        person = List.copyOf(person);
        strangers = List.copyOf(strangers);
    }

    /// @param persona its identifier
    public static HeldOut of(PersonaStore store, String persona) {
        var strangers = new ArrayList<Path>();
        for (var other : store.list()) {
            if (!other.id().equals(persona) && strangers.size() < MOST) {
                strangers.addAll(recordings(store, other.id(), MOST_OF_A_STRANGER));
            }
        }
        return new HeldOut(recordings(store, persona, MOST), strangers);
    }

    private static List<Path> recordings(PersonaStore store, String persona, int most) {
        try (var corpus = store.open(persona)) {
            var all =
                    corpus.answers().stream()
                            .flatMap(answer -> answer.recording().stream())
                            .filter(media -> media.length().compareTo(LEAST) >= 0)
                            .toList();
            var own = all.stream().filter(media -> !media.synthetic()).toList();
            return spread(own.isEmpty() ? all : own, most, corpus);
        }
    }

    /// Evenly over all of them, as people sound otherwise from day to day.
    private static List<Path> spread(List<Media> all, int most, Corpus corpus) {
        var some = new ArrayList<Path>();
        int count = Math.min(most, all.size());
        for (int i = 0; i < count; i++) {
            some.add(corpus.file(all.get((int) ((long) i * all.size() / count))));
        }
        return some;
    }
}
