/// The talk: stage, transcript, and the bar one speaks from.
@NullMarked
package studio.likeness.app.window.conversation;

import org.jspecify.annotations.NullMarked;
