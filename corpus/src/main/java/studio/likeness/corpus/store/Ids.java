package studio.likeness.corpus.store;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Names that are safe as folder names on every system, and short random identifiers.
final class Ids {
    /// A persona's folder: what [#slug] makes, and what an archive may ask for.
    static final Pattern PERSONA = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /// 64 hexadecimal digits, or empty where a persona has no such medium.
    static final Pattern MEDIA_OR_EMPTY = Pattern.compile("([0-9a-f]{64})?");

    // Letters of any script, because tables that people bring number their rows in their own way.
    private static final Pattern ANSWER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    // Windows has no folders of these names.
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private Ids() {}

    static boolean isAnswer(String id) {
        return ANSWER.matcher(id).matches();
    }

    static boolean isPersona(String id) {
        return PERSONA.matcher(id).matches() && !DEVICE.matcher(id).matches();
    }

    /// A file or folder name that is the same on every system.
    static boolean isPlainName(String name) {
        var stem = name.toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
        return PLAIN.matcher(name).matches() && !DEVICE.matcher(stem).matches();
    }

    /// `length` base-32 characters, 5 bits each.
    static String random(int length) {
        RandomGenerator random = new SecureRandom();
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        return id.toString();
    }

    /// A folder name that resembles a person's name where ASCII can: `Zoë Li` gives `zoe-li`; `岳桥`
    /// gives `persona-` and four random characters.
    static String slug(String name) {
        var plain =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
        var slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() > 40) {
            slug = slug.substring(0, 40).replaceAll("-$", "");
        }
        if (slug.isEmpty()) {
            return "persona-" + random(4);
        }
        return isPersona(slug) ? slug : "persona-" + slug;
    }
}
