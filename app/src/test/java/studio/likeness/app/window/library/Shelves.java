package studio.likeness.app.window.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.likeness.app.Studio;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Route;
import studio.likeness.models.download.Wanted;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.WeightChoice;

/// Models to look at: tiny ones of random weights.
final class Shelves {
    static final Options EIGHT_BIT =
            new Options(Optional.of(WeightChoice.EIGHT_BIT), Precision.CPU, 0, "");

    private Shelves() {}

    /// A published model, as people have it on disk.
    ///
    /// @param licence as a model's card names it; empty for none
    static Path published(Path folder, String licence) {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(folder);
            if (!licence.isEmpty()) {
                Files.writeString(
                        folder.resolve("README.md"), "---\nlicense: " + licence + "\n---\n");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void install(Studio studio, Path source, Options options) {
        studio.conversion().add(source, options, Progress.none());
    }

    /// What can be had, when the catalogue has one entry: a tiny model, which a stick brings.
    static Library library(Studio studio, Path stick) {
        return new Library(
                studio.models(),
                studio.conversion(),
                new Downloads(studio.home(), () -> Route.DIRECT),
                studio.jobs(),
                () -> new Catalogue(List.of(entry(stick))));
    }

    static Entry entry(Path stick) {
        var files = new ArrayList<Wanted>();
        try (var all = Files.list(stick)) {
            for (var file : all.sorted().toList()) {
                files.add(
                        new Wanted(
                                URI.create("https://example.org/" + file.getFileName()),
                                String.valueOf(file.getFileName()),
                                OptionalLong.of(Files.size(file)),
                                Optional.empty()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Entry(
                "tiny-1",
                "Tiny One",
                URI.create("https://example.org/tiny"),
                Purpose.LANGUAGE_MODEL,
                "qwen2",
                94_784,
                new Entry.Licence("apache-2.0", "app.window.library.licence.file"),
                files);
    }
}
