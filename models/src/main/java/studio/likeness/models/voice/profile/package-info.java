/// A persona's voice as the studio keeps it: which models speak, and which recordings they listen
/// to.
@NullMarked
package studio.likeness.models.voice.profile;

import org.jspecify.annotations.NullMarked;
