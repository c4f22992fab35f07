package studio.likeness.models.face.lip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalLipsTest {
    @TempDir Path face;

    private Path network(String folder, String story) throws IOException {
        var place = Files.createDirectory(face.resolve(folder));
        Files.writeString(place.resolve(PersonalLips.STORY), story);
        return place;
    }

    private String inUse() throws IOException {
        return Files.readString(face.resolve("lips").resolve(PersonalLips.STORY));
    }

    @Test
    void takesTheOldOnesPlaceAndLeavesNothingBehind() throws IOException {
        network("lips", "old");

        PersonalLips.replace(face, network("finished", "new"));

        assertEquals("new", inUse());
        assertFalse(Files.exists(face.resolve("lips.old")));
        assertFalse(Files.exists(face.resolve("finished")));
    }

    /// Killed after the old one was moved away and before the new one came.
    @Test
    void keepsTheOldOneInUseAfterAKillInTheMiddle() throws IOException {
        network("lips.old", "old");
        assertTrue(PersonalLips.trained(face));

        PersonalLips.recover(face);

        assertEquals("old", inUse());
        assertFalse(Files.exists(face.resolve("lips.old")));
    }

    /// Killed after the new one came and before the old one was gone.
    @Test
    void sweepsTheOldOneAfterAKillAtTheEnd() throws IOException {
        network("lips", "new");
        network("lips.old", "old");

        PersonalLips.recover(face);

        assertEquals("new", inUse());
        assertFalse(Files.exists(face.resolve("lips.old")));
    }

    @Test
    void aFaceThatNeverLearntHasNothingToRecover() throws IOException {
        PersonalLips.recover(face);

        assertFalse(PersonalLips.trained(face));
    }
}
