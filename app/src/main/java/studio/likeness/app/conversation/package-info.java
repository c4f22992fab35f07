/// The way of a turn: brain, voice, face, stage. Knows no toolkit.
@NullMarked
package studio.likeness.app.conversation;

import org.jspecify.annotations.NullMarked;
