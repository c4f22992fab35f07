/// Weights as others publish them, read in place: safetensors, torch files, GGUF, adapters.
@NullMarked
package studio.likeness.models.checkpoint;

import org.jspecify.annotations.NullMarked;
