/// Tests of work in a process of its own.
@NullMarked
package studio.likeness.models.worker;

import org.jspecify.annotations.NullMarked;
