/// What the user chooses, and what is wrong on this machine.
@NullMarked
package studio.likeness.app.window.settings;

import org.jspecify.annotations.NullMarked;
