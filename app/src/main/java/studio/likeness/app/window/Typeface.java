package studio.likeness.app.window;

import java.util.List;
import javafx.scene.text.Font;

/// Which of the system's typefaces the window is set in: the first that has Chinese and Latin in
/// one hand.
final class Typeface {
    private static final List<String> WANTED =
            List.of(
                    "Microsoft YaHei UI",
                    "PingFang SC",
                    "Noto Sans CJK SC",
                    "Noto Sans SC",
                    "Source Han Sans SC",
                    "WenQuanYi Micro Hei");

    private Typeface() {}

    static String family() {
        var there = Font.getFamilies();
        return WANTED.stream().filter(there::contains).findFirst().orElse("System");
    }
}
