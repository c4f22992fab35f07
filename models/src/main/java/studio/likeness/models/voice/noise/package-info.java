/// Takes noise out of recordings of voices.
@NullMarked
package studio.likeness.models.voice.noise;

import org.jspecify.annotations.NullMarked;
