/// A person's face, filmed or photographed, as the studio keeps it for speaking: checked, cut to a
/// constant rate, with what was found in every frame.
@NullMarked
package studio.likeness.models.face.profile;

import org.jspecify.annotations.NullMarked;
