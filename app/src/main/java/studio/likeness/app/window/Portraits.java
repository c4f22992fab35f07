package studio.likeness.app.window;

import studio.likeness.corpus.store.Persona;
import studio.likeness.models.signal.Picture;

/// A persona's face as a still.
@FunctionalInterface
public interface Portraits {
    /// Takes a while: call it through [Background].
    Picture of(Persona persona, int longestSide);
}
