package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.profile.FaceReport.Figures;
import studio.likeness.models.job.Progress;
import studio.likeness.models.signal.Picture;

/// What a clip would be worth, from looks at some of its frames.
final class ClipCheck {
    /// Twice a second, and no more than this often.
    private static final int EVERY = FaceProfile.FRAMES_PER_SECOND / 2;

    private static final int MOST_LOOKS = 120;

    private final FaceTools tools;
    private final People people = new People();
    private final Findings findings = new Findings();
    private final Cuts cuts = new Cuts();

    ClipCheck(FaceTools tools) {
        this.tools = tools;
    }

    FaceReport of(Path media, Progress progress) {
        try (var recording = Recording.open(media)) {
            long expected =
                    recording.info().length().toMillis() * FaceProfile.FRAMES_PER_SECOND / 1_000;
            int every = (int) Math.max(EVERY, expected / MOST_LOOKS);
            int frames =
                    recording.play(
                            (number, picture) -> {
                                cuts.at(number, picture);
                                if (number % every == 0) {
                                    look(number, picture);
                                }
                            },
                            progress,
                            "models.face.profile.checking");
            var all = new ArrayList<Finding>();
            all.add(Findings.faces(people.all().size()));
            all.addAll(findings.ofFrames());
            all.add(Findings.length(frames / (double) FaceProfile.FRAMES_PER_SECOND));
            people.main()
                    .ifPresent(
                            main ->
                                    all.add(
                                            Findings.found(
                                                    main.seen().size() / (double) people.looks())));
            all.add(Findings.cuts(cuts.all().size()));
            all.add(Findings.sound(recording.info().sampleRateHz() > 0));
            return new FaceReport(
                    FaceImport.source(media, recording.info(), recording.steady()),
                    people.candidates(),
                    all,
                    Figures.NONE);
        }
    }

    private void look(int number, Picture picture) {
        var found = new ArrayList<>(tools.find(picture));
        people.add(number, found);
        var largest = found.stream().max(Comparator.comparingDouble(FoundFace::height));
        if (largest.isPresent()) {
            found.remove(largest.get());
            findings.add(
                    Checks.of(picture, largest.get(), found, tools.points(picture, largest.get())));
        }
    }
}
