/// A persona's voices: which there are, which is in use.
@NullMarked
package studio.likeness.corpus.voices;

import org.jspecify.annotations.NullMarked;
