package studio.likeness.app.window;

import java.time.Duration;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Picture;

/// A persona's own photo or clip, else the drawn face.
final class StudioPortraits implements Portraits {
    private final Studio studio;

    StudioPortraits(Studio studio) {
        this.studio = studio;
    }

    @Override
    public Picture of(Persona persona, int longestSide) {
        if (persona.portrait().isEmpty()) {
            return Portrait.drawn(persona.look(), longestSide, longestSide)
                    .draw(MouthShape.CLOSED, Portrait.Mood.IDLE, Duration.ZERO);
        }
        var corpus = studio.corpus(persona.id());
        return corpus.media(persona.portrait())
                .map(media -> MediaReader.readPicture(corpus.file(media), longestSide))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no medium " + persona.portrait() + " in " + persona.id()));
    }
}
