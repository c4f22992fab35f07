/// What is said, apart from who says it: the features that voices are made from.
@NullMarked
package studio.likeness.models.voice.content;

import org.jspecify.annotations.NullMarked;
