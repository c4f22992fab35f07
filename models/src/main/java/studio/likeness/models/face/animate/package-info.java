/// A face that speaks: sound in as it comes, pictures out.
@NullMarked
package studio.likeness.models.face.animate;

import org.jspecify.annotations.NullMarked;
