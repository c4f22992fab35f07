package studio.likeness.models.job;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/// Sentences for the user, in the language they read. A key starts with its package
/// (`corpus.store.`), whose bundle is `studio/likeness/corpus/store/words[_zh].properties`; `%s`
/// and `%1$s` are filled from the arguments.
public final class Words {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final Map<String, String> HOMES = new ConcurrentHashMap<>();

    private Words() {}

    /// In the language chosen for the program, which is the JVM's default locale.
    public static String say(String key, Object... args) {
        return say(Locale.getDefault(), key, args);
    }

    public static String say(Locale locale, String key, Object... args) {
        var bundle = bundle(locale, key);
        try {
            var text = bundle.getString(key);
            return args.length == 0 ? text : String.format(locale, text, args);
        } catch (MissingResourceException e) {
            throw new IllegalArgumentException(
                    "no words for '" + key + "' in " + bundle.getBaseBundleName(), e);
        }
    }

    public static boolean has(String key) {
        return bundle(Locale.ROOT, key).containsKey(key);
    }

    private static ResourceBundle bundle(Locale locale, String key) {
        return ResourceBundle.getBundle(
                HOMES.computeIfAbsent(key, Words::home), locale, NO_FALLBACK);
    }

    /// The bundle of the longest package that the key begins with.
    private static String home(String key) {
        for (int end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1)) {
            var bundle = "studio.likeness." + key.substring(0, end) + ".words";
            if (Words.class.getResource("/" + bundle.replace('.', '/') + ".properties") != null) {
                return bundle;
            }
        }
        throw new IllegalArgumentException("no bundle for the key '" + key + "'");
    }
}
