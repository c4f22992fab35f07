package studio.likeness.app.api;

import java.security.SecureRandom;
import java.util.Base64;
import studio.likeness.models.job.StudioException;

/// What other programs must know to come in.
public final class Tokens {
    private static final int LEAST = 8;
    private static final int BYTES = 24;

    private Tokens() {}

    /// A new one that nobody can guess.
    public static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws StudioException when it cannot be sent in a header, or is short
    static void check(String token) {
        if (token.length() < LEAST || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new StudioException("app.api.badToken", LEAST);
        }
    }
}
