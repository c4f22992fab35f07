package studio.likeness.app.window.library;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import studio.likeness.app.window.Texts;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.Library.Work;
import studio.likeness.models.library.Library.Work.Task;

/// The library's work as the screen shows it. FX thread only.
final class RunningWork {
    private final Texts texts;
    private final Library library;
    private final Map<Work, LiveJob> live = new HashMap<>();
    private final Set<Work> putAway = new HashSet<>();

    /// What has come of it since it was last looked at.
    enum News {
        NONE,
        /// Something has begun.
        BEGUN,
        /// Something has ended, and the disk is no longer as it was.
        ENDED
    }

    RunningWork(Texts texts, Library library) {
        this.texts = texts;
        this.library = library;
    }

    /// Looks at what runs, once a frame.
    News look() {
        var news = News.NONE;
        for (var work : library.work()) {
            var known = live.get(work);
            if (known == null) {
                live.put(work, new LiveJob(texts, work));
                news = news == News.ENDED ? news : News.BEGUN;
            } else if (known.look()) {
                news = News.ENDED;
            }
        }
        return news;
    }

    /// Work of a kind that has something to show: it runs, or it failed. The newest first.
    Stream<LiveJob> of(Task task) {
        return library.work().stream()
                .filter(work -> work.task() == task && !putAway.contains(work))
                .flatMap(work -> Stream.ofNullable(live.get(work)))
                .filter(j -> !j.isOver() || j.snapshot().state() == State.FAILED);
    }

    /// Likewise, on one thing.
    Stream<LiveJob> of(Task task, String subject) {
        return of(task).filter(j -> j.work().subject().equals(subject));
    }

    /// A failure that was read.
    void putAway(LiveJob job) {
        putAway.add(job.work());
    }

    /// All that was done on a thing, which is done again.
    void putAway(Task task, String subject) {
        library.work().stream()
                .filter(work -> work.task() == task && work.subject().equals(subject))
                .forEach(putAway::add);
    }
}
