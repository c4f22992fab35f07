package studio.likeness.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Words;

/// `likeness persona …`.
@Command(
        name = "persona",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Create, list, show, export, import, delete and restore personas.",
        subcommands = {PersonaCardCommand.class, PersonaBrainCommand.class})
final class PersonaCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    /// With the sample persona in it.
    Studio open() {
        var studio = parent.open();
        studio.ensureSample();
        return studio;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    @Command(description = "Make a new persona. Says whose likeness it is, and on what basis.")
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--alias",
                            defaultValue = "",
                            description = "the name in another script")
                    String alias,
            @Option(names = "--summary", defaultValue = "", description = "who they are")
                    String summary,
            @Option(names = "--manner", defaultValue = "", description = "how they speak")
                    String manner,
            @Option(
                            names = "--languages",
                            split = ",",
                            defaultValue = "zh,en",
                            description = "preferred first")
                    List<String> languages,
            @Option(
                            names = "--consent",
                            required = true,
                            description = "on what basis: ${COMPLETION-CANDIDATES}")
                    Consent.Basis basis,
            @Option(
                            names = "--subject",
                            defaultValue = "",
                            description = "whose likeness (default: NAME)")
                    String subject,
            @Option(names = "--granted-by", defaultValue = "", description = "who says so")
                    String grantedBy,
            @Option(names = "--statement", description = "a recorded statement of consent")
                    @Nullable Path statement,
            @Option(names = "--note", defaultValue = "") String note) {
        try (var studio = parent.open()) {
            var consent =
                    new Consent(
                            subject.isEmpty() ? name : subject,
                            basis,
                            grantedBy,
                            note,
                            Instant.now(),
                            "");
            var persona =
                    studio.create(
                            new Persona.Draft(name, alias, summary, manner, languages, consent),
                            Optional.ofNullable(statement));
            say(Words.say("app.command.persona.created", persona.name(), persona.id()));
        }
        return 0;
    }

    @Command(description = "All personas, and those in the trash.")
    int list(@Option(names = "--json") boolean json) {
        try (var studio = parent.open()) {
            studio.ensureSample();
            var personas = studio.personas().list();
            if (json) {
                personas.stream().map(Json::persona).forEach(this::say);
                return 0;
            }
            personas.forEach(p -> say("%-24s %s".formatted(p.id(), p.name())));
            studio.personas()
                    .trash()
                    .forEach(
                            t ->
                                    say(
                                            Words.say(
                                                    "app.command.persona.trashed",
                                                    t.id(),
                                                    t.name(),
                                                    t.deleted())));
        }
        return 0;
    }

    @Command(description = "Who it is, on what basis it was made, and what it holds.")
    int show(
            @Parameters(paramLabel = "PERSONA") String who,
            @Option(names = "--json") boolean json) {
        try (var studio = parent.open()) {
            studio.ensureSample();
            var persona = studio.personas().find(who);
            if (json) {
                say(Json.persona(persona));
                return 0;
            }
            var s = studio.corpus(persona.id()).statistics();
            say(persona.name() + (persona.alias().isEmpty() ? "" : " · " + persona.alias()));
            say(persona.summary());
            var consent = persona.consent();
            var basis =
                    Words.say(
                            "app.command.basis." + consent.basis().name().toLowerCase(Locale.ROOT));
            say(
                    consent.grantedBy().isEmpty()
                            ? Words.say("app.command.persona.basis", consent.subject(), basis)
                            : Words.say(
                                    "app.command.persona.consent",
                                    consent.subject(),
                                    basis,
                                    consent.grantedBy(),
                                    consent.at()));
            say(
                    Words.say(
                            "app.command.persona.holds",
                            s.answers().values().stream().mapToInt(Integer::intValue).sum(),
                            s.recorded(),
                            s.recordedLength().toMinutes(),
                            s.documents(),
                            s.passages(),
                            s.mediaBytes() / 1024));
        }
        return 0;
    }

    @Command(description = "Write a persona to one file.")
    int export(
            @Parameters(paramLabel = "PERSONA") String who,
            @Option(names = "--out", required = true, paramLabel = "FILE") Path out) {
        Optional<String> lacks;
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            studio.ensureSample();
            lacks = studio.personas().export(studio.personas().find(who).id(), out, bar);
        }
        say(Words.say("app.command.persona.exported", out.toAbsolutePath()));
        lacks.ifPresent(this::say);
        return 0;
    }

    @Command(name = "import", description = "Read a persona from a file.")
    int importArchive(@Parameters(paramLabel = "FILE") Path file) {
        Persona persona;
        Optional<String> lacks;
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            persona = studio.personas().importArchive(file, bar);
            lacks = studio.brains().adapters().landed(persona);
        }
        say(Words.say("app.command.persona.imported", persona.name(), persona.id()));
        lacks.ifPresent(this::say);
        return 0;
    }

    @Command(description = "Move a persona to the trash.")
    int delete(@Parameters(paramLabel = "PERSONA") String who) {
        try (var studio = parent.open()) {
            var persona = studio.personas().find(who);
            studio.delete(persona.id());
            say(Words.say("app.command.persona.deleted", persona.name(), persona.id()));
        }
        return 0;
    }

    @Command(description = "Take a persona back from the trash.")
    int restore(@Parameters(paramLabel = "ID") String id) {
        try (var studio = parent.open()) {
            var persona = studio.personas().restore(id);
            say(Words.say("app.command.persona.restored", persona.name(), persona.id()));
        }
        return 0;
    }
}
