/// How high a voice is, frame by frame.
@NullMarked
package studio.likeness.models.voice.pitch;

import org.jspecify.annotations.NullMarked;
