/// Talks as models read and write them: prompts, drawing the next token, streaming text.
@NullMarked
package studio.likeness.models.language.chat;

import org.jspecify.annotations.NullMarked;
