package studio.likeness.models.language.chat.template;

/// Bounds one rendering: a template is somebody else's program.
final class Budget {
    private static final int STEPS = 5_000_000;

    /// Characters in all strings made.
    private static final long ROOM = 32L << 20;

    /// What an item of a list weighs in characters.
    private static final long ITEM = 16;

    private int steps;
    private long room;

    void step() {
        if (++steps > STEPS) {
            throw Problem.endless();
        }
    }

    void take(long size) {
        room += size;
        if (size < 0 || room > ROOM) {
            throw Problem.endless();
        }
    }

    void takeItems(long items) {
        take(items * ITEM);
    }

    String made(String text) {
        take(text.length());
        return text;
    }
}
