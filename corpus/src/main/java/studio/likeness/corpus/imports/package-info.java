/// Files of all kinds become answers, documents and recordings.
@NullMarked
package studio.likeness.corpus.imports;

import org.jspecify.annotations.NullMarked;
