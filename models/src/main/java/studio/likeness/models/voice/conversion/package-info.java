/// so-vits-svc: what one voice says, in another.
@NullMarked
package studio.likeness.models.voice.conversion;

import org.jspecify.annotations.NullMarked;
