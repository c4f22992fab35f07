/// The Voice tab: record a reference, hear the persona say anything, compare.
@NullMarked
package studio.likeness.app.window.voice;

import org.jspecify.annotations.NullMarked;
