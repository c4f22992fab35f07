/// What a camera sees, on the screen: shared by the face tab and the conversation.
@NullMarked
package studio.likeness.app.window.camera;

import org.jspecify.annotations.NullMarked;
