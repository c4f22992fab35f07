/// The parts that voices of the VITS kind are built of (Kim et al. 2021).
@NullMarked
package studio.likeness.models.voice.vits;

import org.jspecify.annotations.NullMarked;
