/// The Corpus tab: what a persona's material is, adding to it, and recording an answer.
@NullMarked
package studio.likeness.app.window.corpus;

import org.jspecify.annotations.NullMarked;
