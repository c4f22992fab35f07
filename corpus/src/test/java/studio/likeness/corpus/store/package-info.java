/// The store, tried on real files.
@NullMarked
package studio.likeness.corpus.store;

import org.jspecify.annotations.NullMarked;
