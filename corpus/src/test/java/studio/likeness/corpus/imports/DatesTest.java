package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    @ParameterizedTest
    @CsvSource({
        "2019-05-02, 2019-05-02",
        "2019/5/2, 2019-05-02",
        "2019.5.2, 2019-05-02",
        "2019年5月2日, 2019-05-02",
        "2019年5月, 2019-05-01",
        "2019年, 2019-01-01",
        "2019-05, 2019-05-01",
        "2019, 2019-01-01",
        "2019-05-02 10:15:00, 2019-05-02",
        "2019-05-02T10:15:00Z, 2019-05-02"
    })
    void readsDaysAsPeopleWriteThem(String text, LocalDate day) {
        assertEquals(Optional.of(day), Dates.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019-13-45",
                "2019-02-30",
                "0000",
                "spring",
                "20190502",
                "2019-05-02x",
                "5"
            })
    void knowsWhatIsNoDay(String text) {
        assertEquals(Optional.empty(), Dates.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-05-02 harbour.md, 2019-05-02",
        "2019-05-02.md, 2019-05-02",
        "1984 a year.txt, 1984-01-01",
        "2019年5月2日 海边.md, 2019-05-02"
    })
    void findsTheDayAFileNameBeginsWith(String name, LocalDate day) {
        assertEquals(Optional.of(day), Dates.ofName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20190502.md", "harbour 2019.md", "12345.txt", "2019-13-45.md"})
    void leavesOtherNamesAlone(String name) {
        assertEquals(Optional.empty(), Dates.ofName(name));
    }
}
