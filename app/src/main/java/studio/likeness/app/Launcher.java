package studio.likeness.app;

import studio.likeness.app.command.LikenessCommand;
import studio.likeness.models.home.Home;

/// Where the program starts: a command runs headless, none opens the window.
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        var home = Home.ofUser();
        NativeHome.settle(home);
        Logs.open(home);
        System.exit(LikenessCommand.run(args));
    }
}
