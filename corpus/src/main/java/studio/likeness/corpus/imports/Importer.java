package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;

/// Takes files and folders into a corpus: question-and-answer tables (CSV, JSON, JSONL), texts
/// (TXT, Markdown), sound and video with a sidecar. First [#preview], which stores nothing; then
/// [#add].
public final class Importer {
    /// What a file seems to be.
    ///
    /// @param what `answers`, `document`, `recording` or `refused`
    /// @param count answers or passages found
    /// @param note what is wrong and what to do, or what is worth knowing, or empty; in the
    ///     program's language
    public record Found(Path file, String what, int count, String note) {}

    /// What came of an import: what was stored, and each file that was refused with its sentence.
    ///
    /// @param recordings how many of the answers came with sound or video
    /// @param ids of the answers and documents that were stored
    /// @param known answers and documents that were there already, and left as they are
    public record Outcome(
            int answers,
            int documents,
            int recordings,
            List<Found> refused,
            List<String> ids,
            int known) {
        public Outcome {
            refused = List.copyOf(refused);
            ids = List.copyOf(ids);
        }
    }

    private static final Duration LONGEST = Duration.ofHours(2);

    private final Sink sink;
    private final Function<Path, MediaInfo> probe;

    public Importer(Corpus corpus) {
        this(Sink.of(corpus), MediaReader::probe);
    }

    Importer(Sink sink, Function<Path, MediaInfo> probe) {
        this.sink = sink;
        this.probe = probe;
    }

    /// Reads every file as [#add] would and stores nothing. Answers with a recording are not
    /// compared with those already there, which would mean reading all of each recording.
    ///
    /// @throws java.util.concurrent.CancellationException when the progress says so
    public List<Found> preview(List<Path> files, Progress progress) {
        var known = new Known(sink);
        var found = new ArrayList<Found>();
        new Intake(files, progress, "corpus.imports.looking")
                .each(
                        (item, content, step) -> {
                            switch (content) {
                                case Content.Answers(var entries) -> {
                                    entries.forEach(entry -> inspect(entry, step));
                                    found.add(found(item, entries, known));
                                }
                                case Content.Text(var draft) ->
                                        found.add(
                                                new Found(
                                                        item.file(),
                                                        "document",
                                                        draft.passages().size(),
                                                        known(known.has(draft) ? 1 : 0, 1)));
                            }
                        },
                        found::add);
        return List.copyOf(found);
    }

    /// Stores what can be stored, file by file, each wholly or not at all. When it is cancelled
    /// between files, what was stored stays.
    ///
    /// @throws java.util.concurrent.CancellationException when the progress says so
    public Outcome add(List<Path> files, Progress progress) {
        var known = new Known(sink);
        var tally = new Tally();
        new Intake(files, progress, "corpus.imports.adding")
                .each(
                        (item, content, step) -> {
                            switch (content) {
                                case Content.Answers(var entries) ->
                                        store(item.file(), entries, known, tally, step);
                                case Content.Text(var draft) -> store(draft, known, tally);
                            }
                        },
                        tally.refused::add);
        return tally.outcome();
    }

    private static Found found(Item item, List<Entry> entries, Known known) {
        int there =
                (int)
                        entries.stream()
                                .filter(e -> e.recording().isEmpty() && known.has(e, ""))
                                .count();
        return new Found(
                item.file(),
                item instanceof Item.Recording ? "recording" : "answers",
                entries.size(),
                known(there, entries.size()));
    }

    private static String known(int there, int all) {
        if (there == 0) {
            return "";
        }
        return there == all
                ? Words.say("corpus.imports.allKnown")
                : Words.say("corpus.imports.someKnown", there, all);
    }

    private void store(Path file, List<Entry> entries, Known known, Tally tally, Runnable step) {
        var infos = new ArrayList<Optional<MediaInfo>>();
        for (var entry : entries) { // all are checked before the first is copied
            infos.add(inspect(entry, step));
        }
        var drafts = new ArrayList<Answer.Draft>();
        var fresh = new ArrayList<Runnable>();
        var inFile = new HashSet<List<Object>>();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var provenance = Intake.provenance(file, entry.place());
            var media = infos.get(i).map(info -> keep(entry, info, provenance, step));
            var hash = media.map(Media::sha256).orElse("");
            boolean repeated = !inFile.add(List.of(entry.reply(), entry.questions(), hash));
            if (!repeated && !known.has(entry, hash)) {
                drafts.add(draft(entry, media, provenance));
                fresh.add(() -> known.add(entry, hash));
            }
        }
        if (!drafts.isEmpty()) {
            tally.stored(sink.put(drafts));
            fresh.forEach(Runnable::run);
        }
        tally.known += entries.size() - drafts.size();
    }

    private Media keep(Entry entry, MediaInfo info, Provenance provenance, Runnable step) {
        step.run();
        boolean synthetic = !info.aiLabel().isEmpty();
        return sink.addMedia(entry.recording().orElseThrow(), synthetic, provenance);
    }

    private static Answer.Draft draft(Entry entry, Optional<Media> media, Provenance provenance) {
        return new Answer.Draft(
                Optional.empty(),
                entry.language(),
                entry.topic(),
                entry.date(),
                entry.questions(),
                entry.reply(),
                media,
                provenance);
    }

    private void store(Document.Draft draft, Known known, Tally tally) {
        if (known.has(draft)) {
            tally.known++;
        } else {
            tally.stored(sink.add(draft));
            known.add(draft);
        }
    }

    /// Sees that an answer's recording, if it has one, can be heard or seen.
    private Optional<MediaInfo> inspect(Entry entry, Runnable step) {
        if (entry.recording().isEmpty()) {
            return Optional.empty();
        }
        step.run();
        var file = entry.recording().get();
        var info = probe.apply(file);
        if (info.kind() == MediaInfo.Kind.PICTURE) {
            throw new StudioException("corpus.imports.picture", file.getFileName());
        }
        if (info.length().compareTo(LONGEST) > 0) {
            throw new StudioException(
                    "corpus.imports.tooLong", file.getFileName(), LONGEST.toHours());
        }
        return Optional.of(info);
    }

    private static final class Tally {
        private final List<Found> refused = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private int answers;
        private int documents;
        private int recordings;
        private int known;

        private void stored(List<Answer> stored) {
            answers += stored.size();
            recordings += (int) stored.stream().filter(a -> a.recording().isPresent()).count();
            stored.forEach(answer -> ids.add(answer.id()));
        }

        private void stored(Document document) {
            documents++;
            ids.add(document.id());
        }

        private Outcome outcome() {
            return new Outcome(answers, documents, recordings, refused, ids, known);
        }
    }
}
