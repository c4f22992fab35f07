/// GPT-SoVITS: a voice from a few seconds of it.
@NullMarked
package studio.likeness.models.voice.cloning;

import org.jspecify.annotations.NullMarked;
