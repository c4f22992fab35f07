package studio.likeness.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.job.Words;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void idsAreDifferentAndGoodForFolders() {
        var ids = new HashSet<String>();
        for (var entry : catalogue.entries()) {
            assertTrue(entry.id().matches("[a-z0-9][a-z0-9.-]{0,63}"), entry.id());
            assertTrue(ids.add(entry.id()), entry.id());
            assertEquals(entry, catalogue.find(entry.id()).orElseThrow());
        }
        assertTrue(catalogue.find("no-such").isEmpty());
    }

    @Test
    void everyEntryTellsWhatItIsAndWhatItAllows() {
        for (var entry : catalogue.entries()) {
            assertFalse(entry.name().isBlank(), entry.id());
            assertFalse(entry.licence().name().isBlank(), entry.id());
            assertEquals("https", entry.page().getScheme(), entry.id());
            assertEquals(entry.purpose() == Purpose.RUNTIME, entry.family().isEmpty());
            var english = Words.say(Locale.ENGLISH, entry.licence().terms());
            var chinese = Words.say(Locale.SIMPLIFIED_CHINESE, entry.licence().terms());
            assertFalse(english.equals(chinese), entry.id());
        }
    }

    @Test
    void filesAreFetchedSecurelyAndStayInTheirFolder() {
        for (var entry : catalogue.entries()) {
            var names = new HashSet<String>();
            for (var file : entry.files()) {
                var what = entry.id() + " " + file;
                assertEquals("https", file.source().getScheme(), what);
                assertFalse(file.source().getHost().isEmpty(), what);
                assertTrue(file.name().matches("[A-Za-z0-9_][A-Za-z0-9._=/-]*"), what);
                assertFalse(file.name().contains(".."), what);
                assertTrue(names.add(file.name().toLowerCase(Locale.ROOT)), what);
                file.sha256().ifPresent(sha -> assertTrue(sha.matches("[0-9a-f]{64}"), what));
                file.bytes().ifPresent(bytes -> assertTrue(bytes > 0, what));
            }
        }
    }

    @Test
    void partsOfOneModelAreAllThere() {
        for (var entry : catalogue.entries()) {
            var names = entry.files().stream().map(file -> file.name()).toList();
            for (var name : names) {
                var match =
                        java.util.regex.Pattern.compile("(.*)-\\d{5}-of-(\\d{5})(\\..*)")
                                .matcher(name);
                if (match.matches()) {
                    for (int i = 1; i <= Integer.parseInt(match.group(2)); i++) {
                        var part =
                                "%s-%05d-of-%s%s"
                                        .formatted(
                                                match.group(1), i, match.group(2), match.group(3));
                        assertTrue(names.contains(part), part);
                    }
                }
            }
        }
    }

    @Test
    void hasWhatTheFieldUses() {
        var purposes = new HashSet<Purpose>();
        catalogue.entries().forEach(entry -> purposes.add(entry.purpose()));
        assertEquals(java.util.Set.of(Purpose.values()), purposes);
        for (var id :
                List.of(
                        "qwen3-0.6b",
                        "qwen2.5-0.5b-instruct",
                        "internlm2.5-1.8b-chat",
                        "chatglm3-6b",
                        "glm-4-9b-chat",
                        "llama-3.2-3b-instruct",
                        "bge-small-zh-v1.5",
                        "whisper-large-v3-turbo",
                        "gpt-sovits-v2",
                        "contentvec",
                        "rmvpe",
                        "wav2lip",
                        "s3fd",
                        GpuPackDownload.ID)) {
            assertTrue(catalogue.find(id).isPresent(), id);
        }
    }

    @Test
    void whatNeedsAnAccountHasAPageAndNoFiles() {
        for (var entry : catalogue.entries()) {
            if (entry.licence().terms().equals("models.catalogue.llama")) {
                assertEquals(List.of(), entry.files(), entry.id());
            }
        }
    }
}
