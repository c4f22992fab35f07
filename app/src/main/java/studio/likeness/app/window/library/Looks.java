package studio.likeness.app.window.library;

import java.util.Locale;
import java.util.Optional;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import studio.likeness.app.window.library.Item.State;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.library.Fit;

/// Icons, words and colours of what cards say; never a colour alone.
final class Looks {
    private Looks() {}

    static Ikon icon(Optional<Purpose> purpose) {
        return purpose.map(Looks::icon).orElse(MaterialDesignF.FILE_OUTLINE);
    }

    private static Ikon icon(Purpose purpose) {
        return switch (purpose) {
            case LANGUAGE_MODEL -> MaterialDesignM.MESSAGE_TEXT_OUTLINE;
            case TEXT_EMBEDDING -> MaterialDesignV.VECTOR_TRIANGLE;
            case SPEECH_RECOGNITION -> MaterialDesignM.MICROPHONE_OUTLINE;
            case VOICE -> MaterialDesignA.ACCOUNT_VOICE;
            case FACE -> MaterialDesignF.FACE_RECOGNITION;
            case RUNTIME -> MaterialDesignC.CHIP;
        };
    }

    /// The key of its name.
    static String word(Purpose purpose) {
        return "app.window.library.purpose." + purpose.name().toLowerCase(Locale.ROOT);
    }

    static String word(State state) {
        return "app.window.library.state." + state.name().toLowerCase(Locale.ROOT);
    }

    static Ikon icon(State state) {
        return switch (state) {
            case INSTALLED -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case AVAILABLE -> MaterialDesignD.DOWNLOAD_OUTLINE;
            case LATER -> MaterialDesignC.CLOCK_OUTLINE;
            case NOT_NEEDED -> MaterialDesignM.MINUS_CIRCLE_OUTLINE;
            case FETCHING -> MaterialDesignD.DOWNLOAD;
            case CONVERTING, CHECKING -> MaterialDesignP.PROGRESS_WRENCH;
            case PAUSED -> MaterialDesignP.PAUSE_CIRCLE_OUTLINE;
            case FAILED, BROKEN -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            case REMOVED -> MaterialDesignT.TRASH_CAN_OUTLINE;
        };
    }

    /// Of the badge.
    static String style(State state) {
        return switch (state) {
            case INSTALLED -> "good";
            case AVAILABLE, LATER, NOT_NEEDED, REMOVED -> "quiet";
            case FETCHING, CONVERTING, CHECKING, PAUSED -> "busy";
            case FAILED, BROKEN -> "bad";
        };
    }

    static Ikon icon(Fit fit) {
        return switch (fit) {
            case Fit.OnCard _ -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case Fit.InMemory _ -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case Fit.TooLarge _ -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            case Fit.Unknown _ -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
        };
    }

    static String style(Fit fit) {
        return switch (fit) {
            case Fit.OnCard _ -> "fits";
            case Fit.InMemory _ -> "fits";
            case Fit.TooLarge _ -> "too-large";
            case Fit.Unknown _ -> "fit-unknown";
        };
    }

    static Ikon licence() {
        return MaterialDesignS.SCALE_BALANCE;
    }

    static Ikon device() {
        return MaterialDesignC.CHIP;
    }
}
