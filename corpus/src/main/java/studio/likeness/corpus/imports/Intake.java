package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import studio.likeness.corpus.imports.Importer.Found;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Walks through the files given with their contents. A file that is refused, also by the visitor,
/// is reported and passed over.
final class Intake {
    @FunctionalInterface
    interface Visitor {
        /// @param step to be called between the recordings of a long table
        void visit(Item item, Content content, Runnable step);
    }

    private final Collection<Item> items;
    private final Progress progress;
    private final String doing;
    private final Transcripts transcripts = new Transcripts();

    Intake(List<Path> files, Progress progress, String doing) {
        this.items = Gathering.of(files);
        this.progress = progress;
        this.doing = doing;
    }

    void each(Visitor visitor, Consumer<Found> refused) {
        var claimed = claimed();
        int done = 0;
        for (var item : items) {
            int before = done;
            Runnable step = () -> progress.at(before, items.size(), doing);
            step.run();
            try {
                if (!claimed.contains(item.file())) {
                    visitor.visit(item, read(item), step);
                }
            } catch (StudioException e) {
                refused.accept(new Found(item.file(), "refused", 0, e.explanation()));
            }
            done++;
        }
    }

    static Provenance provenance(Path file, Place place) {
        var version = Intake.class.getPackage().getImplementationVersion();
        return new Provenance(
                place.origin(file),
                Instant.now(),
                version == null ? "import" : "import " + version);
    }

    /// The recordings that a table among the files has words for: they come in with it.
    private Set<Path> claimed() {
        var claimed = new HashSet<Path>();
        if (items.stream().noneMatch(Item.Recording.class::isInstance)) {
            return claimed;
        }
        for (var item : items) {
            if (item instanceof Item.Answers(var file)) {
                try {
                    answers(file).forEach(e -> e.recording().ifPresent(claimed::add));
                } catch (StudioException _) {
                    // Its sentence is reported when its turn comes.
                }
            }
        }
        return claimed;
    }

    private Content read(Item item) {
        return switch (item) {
            case Item.Answers(var file) -> new Content.Answers(answers(file));
            case Item.Text(var file) ->
                    new Content.Text(TextDocument.read(file, provenance(file, Place.WHOLE)));
            case Item.Recording(var file, var sidecar) ->
                    new Content.Answers(
                            List.of(
                                    sidecar.map(words -> Sidecar.read(words, file))
                                            .or(() -> transcripts.of(file))
                                            .orElseThrow(() -> wordless(file))));
            case Item.Refused(_, var why) -> throw why;
        };
    }

    private static List<Entry> answers(Path file) {
        return switch (Kind.of(file)) {
            case JSON -> AnswersJson.read(file);
            case JSON_LINES -> AnswersJson.readLines(file);
            case TABLE, TEXT, MARKDOWN, MEDIA, OTHER -> AnswersTable.read(file);
        };
    }

    private static StudioException wordless(Path media) {
        var name = media.getFileName().toString();
        var stem = name.substring(0, name.lastIndexOf('.'));
        return new StudioException("corpus.imports.noWords", stem + ".txt");
    }
}
