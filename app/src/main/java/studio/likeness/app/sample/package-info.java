/// Makes the persona that comes with the studio.
@NullMarked
package studio.likeness.app.sample;

import org.jspecify.annotations.NullMarked;
