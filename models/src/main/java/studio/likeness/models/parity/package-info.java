/// Keyed weights, fixtures of the original implementations, and the comparison of both interpreters
// with them.
@NullMarked
package studio.likeness.models.parity;

import org.jspecify.annotations.NullMarked;
