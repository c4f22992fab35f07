/// Capture, decoding, playback, encoding and crash-safe recording; the only home of org.bytedeco.
@NullMarked
package studio.likeness.models.media;

import org.jspecify.annotations.NullMarked;
