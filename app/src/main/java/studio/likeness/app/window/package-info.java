/// The window: JavaFX, one package per tab.
@NullMarked
package studio.likeness.app.window;

import org.jspecify.annotations.NullMarked;
