/// What speaks: for now the voice of the operating system.
@NullMarked
package studio.likeness.models.voice;

import org.jspecify.annotations.NullMarked;
