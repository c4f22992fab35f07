/// What goes into a lip network and what becomes of its answer: sound to mel windows, frames to
/// crops, and patches back into frames, as the network's authors did it.
@NullMarked
package studio.likeness.models.face.lip;

import org.jspecify.annotations.NullMarked;
