package studio.likeness.models.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import studio.likeness.models.training.Contrast.Pair;
import studio.likeness.models.training.EncoderTraining.Settings;

/// Draws what one step compares: intents of one language, in turn, two wordings of each and one or
/// two questions that only look alike, and a few that have nothing to do with any.
final class Batches {
    private static final int NEAR = 2;
    private static final int OUTSIDE = 16;

    private final List<List<Intent>> languages;
    private final List<List<String>> outside;
    private final List<Deque<Intent>> waiting = new ArrayList<>();
    private final Settings settings;
    private final Random random;
    private int turn;

    record Batch(List<Pair> pairs, List<String> others) {}

    Batches(List<Intent> intents, Settings settings, Random random) {
        this.settings = settings;
        this.random = random;
        var names = intents.stream().map(Intent::language).distinct().sorted().toList();
        languages =
                names.stream()
                        .map(name -> of(name, intents).filter(i -> i.same().size() > 1).toList())
                        .toList();
        outside =
                names.stream()
                        .map(
                                name ->
                                        of(name, intents)
                                                .filter(i -> i.same().isEmpty())
                                                .flatMap(i -> i.near().stream())
                                                .toList())
                        .toList();
        languages.forEach(_ -> waiting.add(new ArrayDeque<>()));
    }

    private static Stream<Intent> of(String language, List<Intent> intents) {
        return intents.stream().filter(i -> i.language().equals(language));
    }

    Batch next() {
        int language = turn++ % languages.size();
        var pairs = new ArrayList<Pair>();
        var others = new ArrayList<String>();
        int size = Math.min(settings.batch(), languages.get(language).size());
        for (int i = 0; i < size; i++) {
            var intent = next(language);
            pairs.add(pair(intent));
            var near = new ArrayList<>(intent.near());
            Collections.shuffle(near, random);
            others.addAll(near.subList(0, Math.min(NEAR, near.size())));
        }
        var strangers = outside.get(language);
        for (int i = 0; i < Math.min(OUTSIDE, strangers.size()); i++) {
            others.add(strangers.get(random.nextInt(strangers.size())));
        }
        return new Batch(pairs, others);
    }

    private Intent next(int language) {
        var queue = waiting.get(language);
        if (queue.isEmpty()) {
            var all = new ArrayList<>(languages.get(language));
            Collections.shuffle(all, random);
            queue.addAll(all);
        }
        return queue.remove();
    }

    private Pair pair(Intent intent) {
        var wordings = new ArrayList<>(intent.same());
        Collections.shuffle(wordings, random);
        boolean answered = !intent.answer().isEmpty() && random.nextDouble() < settings.answers();
        return new Pair(intent, wordings.get(0), answered ? intent.answer() : wordings.get(1));
    }
}
