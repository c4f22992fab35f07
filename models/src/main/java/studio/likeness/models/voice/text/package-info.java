/// From written text to what is spoken: numbers and signs as words, words as phonemes.
@NullMarked
package studio.likeness.models.voice.text;

import org.jspecify.annotations.NullMarked;
