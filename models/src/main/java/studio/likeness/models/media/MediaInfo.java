package studio.likeness.models.media;

import java.time.Duration;

/// What a media file holds, as its container tells and a short decode confirms.
///
/// @param length zero for a picture
/// @param width zero where there is no picture; after rotation
/// @param framesPerSecond average; zero for sound and stills
/// @param sampleRateHz zero where there is no sound
/// @param rotation degrees clockwise that were applied, 0, 90, 180 or 270
/// @param aiLabel what the file's metadata says about being generated; empty when nothing
public record MediaInfo(
        Kind kind,
        String format,
        Duration length,
        int width,
        int height,
        double framesPerSecond,
        int sampleRateHz,
        int channels,
        int rotation,
        String aiLabel) {
    public enum Kind {
        SOUND,
        VIDEO,
        PICTURE
    }
}
