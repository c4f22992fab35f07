/// The library: models that are here, that can be had, and what becomes of them.
@NullMarked
package studio.likeness.app.window.library;

import org.jspecify.annotations.NullMarked;
