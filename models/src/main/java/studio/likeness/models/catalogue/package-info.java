/// What the field uses: models and their files, as data.
@NullMarked
package studio.likeness.models.catalogue;

import org.jspecify.annotations.NullMarked;
