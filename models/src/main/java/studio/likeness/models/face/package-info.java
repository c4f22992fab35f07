/// What shows a speaking face: visemes and two-dimensional rigs.
@NullMarked
package studio.likeness.models.face;

import org.jspecify.annotations.NullMarked;
