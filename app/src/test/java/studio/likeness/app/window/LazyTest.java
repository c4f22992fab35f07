package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyTest {
    @Test
    void itIsMadeOnceAndOnlyWhenItIsNeeded() {
        var made = new ArrayList<List<String>>();
        var lazy =
                new Lazy<List<String>>(
                        () -> {
                            made.add(new ArrayList<>());
                            return made.getLast();
                        });
        lazy.ifMade(list -> list.add("too early"));
        assertEquals(List.of(), made);

        assertSame(lazy.get(), lazy.get());
        lazy.ifMade(list -> list.add("hidden"));
        assertEquals(List.of(List.of("hidden")), made);
    }
}
