/// Decoder families and text encoders, their tokenizers and prompts, and how text is drawn from
// them.
@NullMarked
package studio.likeness.models.language;

import org.jspecify.annotations.NullMarked;
