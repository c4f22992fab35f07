/// Tests of a persona's prepared faces.
@NullMarked
package studio.likeness.corpus.faces;

import org.jspecify.annotations.NullMarked;
