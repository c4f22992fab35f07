/// Published networks that move and find faces: what they compute, and the two that the studio
/// runs.
@NullMarked
package studio.likeness.models.face.network;

import org.jspecify.annotations.NullMarked;
