/// The one place that links native functions.
@NullMarked
package studio.likeness.models.runtime;

import org.jspecify.annotations.NullMarked;
