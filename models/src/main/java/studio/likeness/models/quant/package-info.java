/// Weights in few bits: the formats others publish, and the one the studio's graphs run on.
@NullMarked
package studio.likeness.models.quant;

import org.jspecify.annotations.NullMarked;
