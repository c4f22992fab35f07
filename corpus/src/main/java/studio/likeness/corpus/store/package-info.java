/// A person's material on disk: personas, answers, documents, media, provenance; the only home of
/// JDBC.
@NullMarked
package studio.likeness.corpus.store;

import org.jspecify.annotations.NullMarked;
