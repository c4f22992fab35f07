/// The Face tab: film or bring a face, see what it is worth, let it speak.
@NullMarked
package studio.likeness.app.window.face;

import org.jspecify.annotations.NullMarked;
