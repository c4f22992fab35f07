/// Learning networks of our own.
@NullMarked
package studio.likeness.models.training;

import org.jspecify.annotations.NullMarked;
