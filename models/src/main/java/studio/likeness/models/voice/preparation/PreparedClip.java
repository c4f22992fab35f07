package studio.likeness.models.voice.preparation;

/// A piece of a recording, ready to learn from.
///
/// @param file relative to the set's folder
/// @param recording it is of, as it was named
/// @param fromSeconds in the recording
/// @param toSeconds likewise
/// @param denoisedBy what took noise out of it; empty where nothing did
/// @param language of the text; empty where nothing was written down
/// @param text what is said
public record PreparedClip(
        String file,
        String recording,
        double fromSeconds,
        double toSeconds,
        ClipQuality quality,
        String denoisedBy,
        String language,
        String text) {

    /// Whether somebody has listened to it, be it in vain.
    public boolean isHeard() {
        return !language.isEmpty();
    }

    PreparedClip withText(String spoken, String written) {
        return new PreparedClip(
                file, recording, fromSeconds, toSeconds, quality, denoisedBy, spoken, written);
    }
}
