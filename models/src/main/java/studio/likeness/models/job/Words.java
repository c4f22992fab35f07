package studio.likeness.models.job;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Sentences for the user, in the language they read. A key starts with its package
/// (`corpus.store.`), whose bundle is `studio/likeness/corpus/store/words[_zh].properties`; `%s`
/// and `%1$s` are filled from the arguments.
public final class Words {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

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
        int end = key.indexOf('.', key.indexOf('.') + 1);
        if (end < 0) {
            throw new IllegalArgumentException("a key is module.package.name, found '" + key + "'");
        }
        return ResourceBundle.getBundle(
                "studio.likeness." + key.substring(0, end) + ".words", locale, NO_FALLBACK);
    }
}
