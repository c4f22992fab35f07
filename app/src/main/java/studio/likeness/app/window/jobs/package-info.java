/// The jobs panel: long work with its progress, and how to pause and cancel it.
@NullMarked
package studio.likeness.app.window.jobs;

import org.jspecify.annotations.NullMarked;
