/// What a file or folder is, and how it becomes a model of the studio.
@NullMarked
package studio.likeness.models.library;

import org.jspecify.annotations.NullMarked;
