/// Files from the net, at the user's wish: resumed, checked, never half there.
@NullMarked
package studio.likeness.models.download;

import org.jspecify.annotations.NullMarked;
