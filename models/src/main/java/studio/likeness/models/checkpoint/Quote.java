package studio.likeness.models.checkpoint;

/// Words out of a file in a sentence for the user: no control characters, no novels.
final class Quote {
    private static final int LONGEST = 80;

    private Quote() {}

    static String of(String text) {
        var start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.replaceAll("[\\p{C}\\p{Z}&&[^ ]]", "?");
    }
}
