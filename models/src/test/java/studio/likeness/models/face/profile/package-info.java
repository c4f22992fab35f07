/// Tests of prepared faces.
@NullMarked
package studio.likeness.models.face.profile;

import org.jspecify.annotations.NullMarked;
