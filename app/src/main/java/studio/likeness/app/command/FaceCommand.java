package studio.likeness.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import studio.likeness.app.Studio;
import studio.likeness.corpus.faces.Faces;

/// `likeness face …`: a persona's prepared faces.
@Command(
        name = "face",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Check photos and clips of a face, prepare them for speaking, choose.",
        subcommands = {
            FaceCheckCommand.class,
            FaceAddCommand.class,
            FaceListCommand.class,
            FaceUseCommand.class,
            FaceRemoveCommand.class,
            FaceRestoreCommand.class
        })
final class FaceCommand {
    @ParentCommand private LikenessCommand parent;

    Studio open() {
        return parent.open();
    }

    static Faces faces(Studio studio, String who) {
        studio.ensureSample();
        return studio.faces(studio.personas().find(who).id());
    }
}
