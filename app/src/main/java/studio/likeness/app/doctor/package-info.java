/// What is wrong on this machine and what to do about it.
@NullMarked
package studio.likeness.app.doctor;

import org.jspecify.annotations.NullMarked;
