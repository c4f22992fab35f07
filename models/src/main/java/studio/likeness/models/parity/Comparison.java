package studio.likeness.models.parity;

import java.util.List;

/// Runs one kind of fixture and compares. Which it understands it sees from what the file holds,
/// never from how the file is called.
interface Comparison {
    boolean understands(Fixture fixture);

    /// One line per interpreter.
    List<Line> compare(Fixture fixture);
}
