package studio.likeness.app.command;

import picocli.CommandLine.IVersionProvider;
import studio.likeness.app.Studio;

/// What `--version` prints.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Likeness " + Studio.VERSION,
            "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
