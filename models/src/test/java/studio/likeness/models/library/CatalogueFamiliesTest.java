package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.likeness.models.catalogue.Catalogue;

class CatalogueFamiliesTest {
    @Test
    void theRecognizerKnowsEveryFamilyOfTheCatalogue() {
        var families = new HashSet<String>();
        for (var signatures :
                List.of(LanguageSignatures.ALL, VoiceSignatures.ALL, FaceSignatures.ALL)) {
            signatures.forEach(signature -> families.add(signature.family()));
        }
        GraphSignatures.ALL.forEach(signature -> families.add(signature.family()));
        for (var entry : Catalogue.load().entries()) {
            assertTrue(
                    entry.family().isEmpty() || families.contains(entry.family()),
                    entry.id() + ": " + entry.family());
        }
    }
}
