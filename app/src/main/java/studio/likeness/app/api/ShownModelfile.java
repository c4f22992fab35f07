package studio.likeness.app.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.likeness.app.api.Names.Target;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.service.modelfile.Modelfile;
import studio.likeness.models.service.modelfile.Parameters;

/// What `/api/show` tells of a model, as far as a Modelfile would say it.
///
/// @param parameters a name and a value a line
record ShownModelfile(String text, String parameters, String template, String system) {
    static ShownModelfile of(Target target) {
        return switch (target) {
            case Target.Person(var name, var persona) -> {
                if (persona.brain().kind() == BrainChoice.Kind.ARCHIVE) {
                    yield plain(name);
                }
                yield of(PersonaModelfiles.of(persona), name);
            }
            case Target.Writer(var name, var folder) ->
                    of(
                            new Modelfile(
                                    folder.id(),
                                    Parameters.of(usual(folder)),
                                    Optional.empty(),
                                    "",
                                    List.of(),
                                    List.of(),
                                    List.of()),
                            name);
            case Target.Encoder(var name, _) -> plain(name);
        };
    }

    private static Sampling usual(ModelFolder folder) {
        return Sampling.recommended(folder.manifest().family(), false);
    }

    /// Nothing more is to be said.
    private static ShownModelfile plain(String name) {
        return new ShownModelfile("FROM " + name + "\n", "", "", "");
    }

    private static ShownModelfile of(Modelfile file, String name) {
        var parameters =
                file.parameters().stream()
                        .map(each -> "%-30s %s".formatted(each.name(), each.value()))
                        .collect(Collectors.joining("\n"));
        String text;
        try {
            text = file.text();
        } catch (StudioException _) {
            text = plain(name).text(); // a card with marks that the format cannot quote
        }
        return new ShownModelfile(text, parameters, file.template().orElse(""), file.system());
    }
}
