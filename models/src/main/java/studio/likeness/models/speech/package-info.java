/// Speech to text: Whisper.
@NullMarked
package studio.likeness.models.speech;

import org.jspecify.annotations.NullMarked;
