package studio.likeness.app.window.conversation;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/// The space bar, held in an empty draft: one talks while it is down. Tapped, it is a space.
final class HoldToTalk {
    private static final Duration TAP = Duration.millis(250);

    private final SpokenDraft spoken;
    private final DraftField draft;
    private final PauseTransition held = new PauseTransition(TAP);
    private boolean down;

    private HoldToTalk(SpokenDraft spoken, DraftField draft) {
        this.spoken = spoken;
        this.draft = draft;
        held.setOnFinished(_ -> spoken.hold());
    }

    /// @param page the keys that come by here
    static void on(Node page, SpokenDraft spoken, DraftField draft) {
        var keys = new HoldToTalk(spoken, draft);
        page.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        page.addEventFilter(KeyEvent.KEY_TYPED, keys::typed);
        page.addEventFilter(KeyEvent.KEY_RELEASED, keys::released);
        // The key may be let go elsewhere.
        draft.focusedProperty().subscribe(focused -> keys.left(focused));
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() != KeyCode.SPACE) {
            return;
        }
        boolean begins = !down && draft.isFocused() && draft.getText().isEmpty() && plain(event);
        if (begins) {
            down = true;
            held.playFromStart();
        }
        if (down) {
            event.consume();
        }
    }

    private static boolean plain(KeyEvent event) {
        return !event.isShiftDown()
                && !event.isControlDown()
                && !event.isAltDown()
                && !event.isMetaDown();
    }

    private void typed(KeyEvent event) {
        if (down && event.getCharacter().equals(" ")) {
            event.consume();
        }
    }

    private void released(KeyEvent event) {
        if (down && event.getCode() == KeyCode.SPACE) {
            event.consume();
            up();
        }
    }

    private void left(boolean focused) {
        if (down && !focused) {
            up();
        }
    }

    private void up() {
        down = false;
        held.stop();
        spoken.release();
    }
}
