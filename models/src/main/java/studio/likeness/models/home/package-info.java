/// Where things lie on disk, and how they are written so that nothing is lost.
@NullMarked
package studio.likeness.models.home;

import org.jspecify.annotations.NullMarked;
