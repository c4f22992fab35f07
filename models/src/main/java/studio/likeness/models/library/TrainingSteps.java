package studio.likeness.models.library;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which of the files that one training has left behind is the last: trainers put epochs and steps
/// into the names (`G_800.pth`, `ada-e15.ckpt`, `ada_e8_s96.pth`), and nothing else of them
// changes.
final class TrainingSteps {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private TrainingSteps() {}

    /// @return empty where the names are of several trainings, or there are none
    static Optional<String> newest(Collection<String> names) {
        long trainings =
                names.stream().map(name -> NUMBER.matcher(name).replaceAll("#")).distinct().count();
        return trainings == 1
                ? names.stream().max(Comparator.comparing(TrainingSteps::numbers, Arrays::compare))
                : Optional.empty();
    }

    private static long[] numbers(String name) {
        return NUMBER.matcher(name)
                .results()
                .mapToLong(found -> Long.parseLong(found.group()))
                .toArray();
    }
}
