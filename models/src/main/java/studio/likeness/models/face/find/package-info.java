/// Faces in pictures, by networks: boxes, scores and points.
@NullMarked
package studio.likeness.models.face.find;

import org.jspecify.annotations.NullMarked;
