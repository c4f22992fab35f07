/// The currency of sound and picture, and the arithmetic on it.
@NullMarked
package studio.likeness.models.signal;

import org.jspecify.annotations.NullMarked;
