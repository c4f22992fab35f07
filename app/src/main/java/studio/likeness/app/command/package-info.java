/// The command line; each command is a few lines over a service.
@NullMarked
package studio.likeness.app.command;

import org.jspecify.annotations.NullMarked;
