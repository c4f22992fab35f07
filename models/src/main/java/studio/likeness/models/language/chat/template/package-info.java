/// The part of the Jinja language that models' own chat templates use.
@NullMarked
package studio.likeness.models.language.chat.template;

import org.jspecify.annotations.NullMarked;
