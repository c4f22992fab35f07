/// Wires the studio: services, settings and what starts them.
@NullMarked
package studio.likeness.app;

import org.jspecify.annotations.NullMarked;
