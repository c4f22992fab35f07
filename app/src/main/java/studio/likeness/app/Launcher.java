package studio.likeness.app;

import studio.likeness.app.command.LikenessCommand;
import studio.likeness.models.home.Home;

/// Where the program starts: a command runs headless, none opens the window.
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        NativeHome.settle(Home.ofUser());
        System.exit(LikenessCommand.run(args));
    }
}
