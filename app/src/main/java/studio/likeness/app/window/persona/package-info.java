/// The Persona tab: who it is, on whose word, what is ready, and its way in and out of the studio.
@NullMarked
package studio.likeness.app.window.persona;

import org.jspecify.annotations.NullMarked;
