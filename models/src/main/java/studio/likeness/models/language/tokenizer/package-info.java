/// Text to ids and back.
@NullMarked
package studio.likeness.models.language.tokenizer;

import org.jspecify.annotations.NullMarked;
