package studio.likeness.app.window.library;

import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.download.Downloads.Kept;
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
        /// @param kept what of its files is here already
        record Available(Entry entry, Standing standing, Optional<Kept> kept) implements Subject {}

        /// The libraries that cards are used with, in place.
        ///
        /// @param bytes 0 when they are the system's own
        record Cards(Entry entry, long bytes) implements Subject {}

        /// Being added from a file or folder.
        record Incoming(String name) implements Subject {}

        record Removed(Trashed model) implements Subject {}
    }

    /// What the studio makes of something that can be had.
    enum Standing {
        USABLE,
        /// A later version can use it.
        LATER,
        /// This machine has nothing that it is for.
        NOT_NEEDED
    }

    /// Where it stands; meant for the badge.
    enum State {
        INSTALLED,
        AVAILABLE,
        LATER,
        NOT_NEEDED,
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
            case Subject.Installed _, Subject.Cards _ -> State.INSTALLED;
            case Subject.Broken _ -> State.BROKEN;
            case Subject.Available(_, var standing, _) ->
                    switch (standing) {
                        case USABLE -> State.AVAILABLE;
                        case LATER -> State.LATER;
                        case NOT_NEEDED -> State.NOT_NEEDED;
                    };
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
            case Subject.Cards(var entry, _) -> entry.id();
            case Subject.Incoming(var name) -> "incoming-" + name;
            case Subject.Removed(var model) -> "removed-" + model.folder().getFileName();
        };
    }

    String name() {
        return switch (subject) {
            case Subject.Installed(var model) -> model.manifest().name();
            case Subject.Broken(var problem) -> problem.id();
            case Subject.Available(var entry, _, _) -> entry.name();
            case Subject.Cards(var entry, _) -> entry.name();
            case Subject.Incoming(var name) -> name;
            case Subject.Removed(var model) -> model.id();
        };
    }

    Optional<Purpose> purpose() {
        return switch (subject) {
            case Subject.Installed(var model) -> Optional.of(purpose(model.manifest().kind()));
            case Subject.Available(var entry, _, _) -> Optional.of(entry.purpose());
            case Subject.Cards(var entry, _) -> Optional.of(entry.purpose());
            case Subject.Broken _, Subject.Incoming _, Subject.Removed _ -> Optional.empty();
        };
    }

    private static Purpose purpose(Manifest.Kind kind) {
        return switch (kind) {
            case LANGUAGE_MODEL -> Purpose.LANGUAGE_MODEL;
            case TEXT_ENCODER -> Purpose.TEXT_EMBEDDING;
            case LIP_SYNC, FACE_DETECTOR, FACE_LANDMARKS, FACE_RESTORATION -> Purpose.FACE;
            case SPEECH_RECOGNITION, VOICE_ACTIVITY -> Purpose.SPEECH_RECOGNITION;
            case SPEECH_CONTENT,
                    SPEECH_CODES,
                    VOICE_CLONING,
                    VOICE_CONVERSION,
                    PITCH,
                    SPEAKER_VECTOR,
                    NOISE_REMOVAL ->
                    Purpose.VOICE;
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
            case Subject.Broken _, Subject.Incoming _, Subject.Removed _, Subject.Cards _ -> "";
        };
    }

    /// On disk, or to fetch; 0 where it is not known.
    long bytes() {
        return switch (subject) {
            case Subject.Installed(var model) -> model.manifest().bytes();
            // One file of the runtime's entry is a list of others.
            case Subject.Available(var entry, _, _) ->
                    entry.purpose() == Purpose.RUNTIME ? 0 : entry.bytes();
            case Subject.Cards(_, var bytes) -> bytes;
            case Subject.Removed(var model) -> model.bytes();
            case Subject.Broken _, Subject.Incoming _ -> 0;
        };
    }

    /// Whether there is more than [#bytes] tells, because the sizes of some files are not known.
    boolean isLarger() {
        return subject instanceof Subject.Available(var entry, _, _)
                && entry.files().stream().anyMatch(file -> file.bytes().isEmpty());
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
