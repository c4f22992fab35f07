/// Whose voice it is: one vector per recording, whose angles tell speakers apart.
@NullMarked
package studio.likeness.models.voice.speaker;

import org.jspecify.annotations.NullMarked;
