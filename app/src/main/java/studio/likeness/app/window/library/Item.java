package studio.likeness.app.window.library;

import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Recognized;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders.Problem;
import studio.likeness.models.modelfolder.ModelFolders.Trashed;

/// What a card is about.
///
/// @param job work on it that runs, or that failed and was not put away
record Item(Subject subject, Fit fit, Optional<LiveJob> job) {
    sealed interface Subject {
        /// Installed and whole, as far as anybody has looked.
        record Installed(ModelFolder model) implements Subject {}

        record Broken(Problem problem) implements Subject {}

        /// Of the catalogue, and not installed.
        ///
        /// @param usable whether this version can do something with it
        /// @param fetched bytes of its files that are here already
        record Available(Entry entry, boolean usable, long fetched) implements Subject {}

        /// Being added from a file or folder.
        record Incoming(String name) implements Subject {}

        record Removed(Trashed model) implements Subject {}
    }

    /// Where it stands; meant for the badge.
    enum State {
        INSTALLED,
        AVAILABLE,
        LATER,
        FETCHING,
        CONVERTING,
        CHECKING,
        PAUSED,
        FAILED,
        BROKEN,
        REMOVED
    }

    State state() {
        if (job.isPresent()) {
            return state(job.get());
        }
        return switch (subject) {
            case Subject.Installed _ -> State.INSTALLED;
            case Subject.Broken _ -> State.BROKEN;
            case Subject.Available(_, var usable, _) -> usable ? State.AVAILABLE : State.LATER;
            case Subject.Incoming _ -> State.CONVERTING;
            case Subject.Removed _ -> State.REMOVED;
        };
    }

    private State state(LiveJob live) {
        var now = live.snapshot();
        return switch (now.state()) {
            case PAUSED -> State.PAUSED;
            case FAILED -> subject instanceof Subject.Installed ? State.BROKEN : State.FAILED;
            case QUEUED, RUNNING, DONE, CANCELLED ->
                    switch (live.work().task()) {
                        case VERIFY, MOVE -> State.CHECKING;
                        case ADD -> State.CONVERTING;
                        case GET ->
                                now.doing().startsWith("models.download.") || now.doing().isEmpty()
                                        ? State.FETCHING
                                        : State.CONVERTING;
                    };
        };
    }

    /// Of the card, while the window is open.
    String key() {
        return switch (subject) {
            case Subject.Installed(var model) -> model.id();
            case Subject.Broken(var problem) -> problem.id();
            case Subject.Available(var entry, _, _) -> "entry-" + entry.id();
            case Subject.Incoming(var name) -> "incoming-" + name;
            case Subject.Removed(var model) -> "removed-" + model.folder().getFileName();
        };
    }

    String name() {
        return switch (subject) {
            case Subject.Installed(var model) -> model.manifest().name();
            case Subject.Broken(var problem) -> problem.id();
            case Subject.Available(var entry, _, _) -> entry.name();
            case Subject.Incoming(var name) -> name;
            case Subject.Removed(var model) -> model.id();
        };
    }

    Optional<Purpose> purpose() {
        return switch (subject) {
            case Subject.Installed(var model) -> Optional.of(purpose(model.manifest().kind()));
            case Subject.Available(var entry, _, _) -> Optional.of(entry.purpose());
            case Subject.Broken _, Subject.Incoming _, Subject.Removed _ -> Optional.empty();
        };
    }

    private static Purpose purpose(Manifest.Kind kind) {
        return switch (kind) {
            case LANGUAGE_MODEL -> Purpose.LANGUAGE_MODEL;
            case TEXT_ENCODER -> Purpose.TEXT_EMBEDDING;
        };
    }

    static Optional<Purpose> purpose(Recognized.Kind kind) {
        return switch (kind) {
            case LANGUAGE_MODEL -> Optional.of(Purpose.LANGUAGE_MODEL);
            case TEXT_ENCODER -> Optional.of(Purpose.TEXT_EMBEDDING);
            case SPEECH -> Optional.of(Purpose.SPEECH_RECOGNITION);
            case VOICE -> Optional.of(Purpose.VOICE);
            case FACE -> Optional.of(Purpose.FACE);
            case ADAPTER, TOKENIZER, OTHER, UNKNOWN -> Optional.empty();
        };
    }

    /// Of the network, as the field names it; empty where it is not known.
    String family() {
        return switch (subject) {
            case Subject.Installed(var model) -> model.manifest().family();
            case Subject.Available(var entry, _, _) -> entry.family();
            case Subject.Broken _, Subject.Incoming _, Subject.Removed _ -> "";
        };
    }

    /// On disk, or to fetch; empty where it is not known.
    String size() {
        long bytes =
                switch (subject) {
                    case Subject.Installed(var model) -> model.manifest().bytes();
                    case Subject.Available(var entry, _, _) -> entry.bytes();
                    case Subject.Removed(var model) -> model.bytes();
                    case Subject.Broken _, Subject.Incoming _ -> 0;
                };
        return bytes == 0 ? "" : ByteCount.say(bytes);
    }

    /// Whether a search for words finds it; all of them must be in it somewhere.
    boolean matches(String search) {
        var text = (name() + " " + family() + " " + key()).toLowerCase(Locale.ROOT);
        return search.toLowerCase(Locale.ROOT)
                .strip()
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("\\s+")))
                .allMatch(text::contains);
    }
}
