package studio.likeness.models.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.Job.Snapshot;
import studio.likeness.models.job.Job.State;

/// The stories of jobs, `jobs/<id>/job.json` each.
public final class JobStore {
    /// Times as text, so that the file needs no module of Jackson and reads well.
    private record Saved(
            String id,
            String title,
            List<String> titleArgs,
            State state,
            long done,
            long total,
            String doing,
            String started,
            long workedMillis,
            String outcome) {}

    private static final System.Logger LOG = System.getLogger(JobStore.class.getName());
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    public JobStore(Path folder) {
        this.folder = folder;
    }

    void save(Snapshot job) {
        var saved =
                new Saved(
                        job.id(),
                        job.title(),
                        job.titleArgs(),
                        job.state(),
                        job.done(),
                        job.total(),
                        job.doing(),
                        job.started().toString(),
                        job.worked().toMillis(),
                        job.outcome());
        try {
            AtomicFile.write(
                    folder.resolve(job.id()).resolve("job.json"), JSON.writeValueAsString(saved));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What earlier runs of the program left, the newest first. A job that was cut off by the end
    /// of its program counts as failed.
    public List<Snapshot> past() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.map(this::load)
                    .flatMap(Optional::stream)
                    .sorted((a, b) -> b.started().compareTo(a.started()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Snapshot> load(Path job) {
        try {
            var s = JSON.readValue(job.resolve("job.json").toFile(), Saved.class);
            return Optional.of(
                    new Snapshot(
                            s.id(),
                            s.title(),
                            s.titleArgs(),
                            s.state().over() ? s.state() : State.FAILED,
                            s.done(),
                            s.total(),
                            s.doing(),
                            Instant.parse(s.started()),
                            Duration.ofMillis(s.workedMillis()),
                            s.outcome()));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "unreadable job in " + job, e);
            return Optional.empty();
        }
    }
}
