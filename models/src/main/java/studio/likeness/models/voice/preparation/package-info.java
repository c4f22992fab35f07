/// From long recordings to what voices are trained on.
@NullMarked
package studio.likeness.models.voice.preparation;

import org.jspecify.annotations.NullMarked;
