package studio.likeness.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import studio.likeness.app.Studio;

/// `likeness face …`.
@Command(
        name = "face",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Make a persona's face speak.",
        subcommands = {FaceAnimate.class})
final class FaceCommand {
    @ParentCommand private LikenessCommand parent;

    Studio open() {
        return parent.open();
    }
}
