package studio.likeness.models.speech;

import java.util.List;

/// The languages that Whisper was trained on, in the order of their tokens. Codes are ISO 639's,
/// but for `jw`, which stands for Javanese.
public final class Languages {
    /// `yue` is known to large-v3 and its heirs only.
    public static final List<String> ALL =
            List.of(
                    ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro"
                                    + " da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az"
                                    + " sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn"
                                    + " yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa"
                                    + " lb my bo tl mg as tt haw ln ha ba jw su yue")
                            .split(" "));

    /// Written without blanks between words.
    private static final List<String> WITHOUT_BLANKS = List.of("zh", "ja", "th", "lo", "my", "yue");

    private Languages() {}

    static boolean hasBlanks(String code) {
        return !WITHOUT_BLANKS.contains(code);
    }
}
