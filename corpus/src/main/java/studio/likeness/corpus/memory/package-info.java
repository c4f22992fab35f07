/// What retrieval finds, and whether it fits; the only home of Lucene.
@NullMarked
package studio.likeness.corpus.memory;

import org.jspecify.annotations.NullMarked;
