package studio.likeness.models.library;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import studio.likeness.models.library.Recognized.Kind;

/// How a family of networks is known by its tensors. A new family is one more of these.
///
/// ```
/// decoder.token_embedding.weight [vocabulary,width]
/// decoder.blocks.{layers}.attn.query.weight [width,width]
/// !decoder.blocks.0.attn.key.bias
/// ```
/// A line is a tensor that must be there with its shape ([ShapePattern]), or after `!` one that
/// must not. `{layers}` stands for a number; how many different ones there are gets that name.
/// The first line is looked for behind any prefix (`module.`, `weight.model.`…), the others then
/// behind the same one.
///
/// @param use what the studio can do with it
/// @param models values of `model_type` in a config.json that agree; empty for any
record Signature(
        String family,
        Kind kind,
        Set<String> models,
        Optional<Recognized.Use> use,
        List<Line> required,
        List<String> absent) {

    private static final Pattern NUMBER = Pattern.compile("\\{(\\w+)}");

    /// A checkpoint of this family.
    ///
    /// @param prefix before every name of the family's
    /// @param facts sizes by name, in the order of the signature
    record Match(Signature signature, String prefix, Map<String, Long> facts) {}

    record Line(String name, ShapePattern shape) {}

    static Signature of(String family, Kind kind, String lines) {
        var required = new ArrayList<Line>();
        var absent = new ArrayList<String>();
        for (var text : lines.strip().split("\n")) {
            var line = text.strip();
            if (line.startsWith("!")) {
                absent.add(line.substring(1));
                continue;
            }
            var space = line.indexOf(' ');
            required.add(
                    new Line(
                            line.substring(0, space),
                            ShapePattern.of(line.substring(space + 1).strip())));
        }
        return new Signature(family, kind, Set.of(), Optional.empty(), required, absent);
    }

    Signature {
        required = List.copyOf(required);
        absent = List.copyOf(absent);
        models = Set.copyOf(models);
    }

    Signature of(String... modelTypes) {
        return new Signature(family, kind, Set.of(modelTypes), use, required, absent);
    }

    Signature can(Recognized.Use what) {
        return new Signature(family, kind, models, Optional.of(what), required, absent);
    }

    Optional<Match> match(Listing listing) {
        return prefixes(listing).stream()
                .map(prefix -> match(listing, prefix))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Set<String> prefixes(Listing listing) {
        var anchor = Pattern.compile("(|.*\\.)" + regex(required.getFirst().name()));
        var prefixes = new LinkedHashSet<String>();
        for (var name : listing.tensors().keySet()) {
            var found = anchor.matcher(name);
            if (found.matches()) {
                prefixes.add(found.group(1));
            }
        }
        return prefixes;
    }

    private Optional<Match> match(Listing listing, String prefix) {
        var facts = new LinkedHashMap<String, Long>();
        for (var line : required) {
            if (!holds(line, listing, prefix, facts)) {
                return Optional.empty();
            }
        }
        for (var name : absent) {
            if (listing.find(prefix + name).isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(this, prefix, facts));
    }

    private static boolean holds(
            Line line, Listing listing, String prefix, Map<String, Long> facts) {
        var counted = NUMBER.matcher(line.name());
        if (!counted.find()) {
            return listing.find(prefix + line.name())
                    .filter(entry -> line.shape().fits(entry.shape(), facts))
                    .isPresent();
        }
        var pattern = Pattern.compile(Pattern.quote(prefix) + regex(line.name()));
        var numbers = new HashSet<String>();
        var shaped = new LinkedHashMap<String, Long>(facts);
        for (var tensor : listing.tensors().entrySet()) {
            var found = pattern.matcher(tensor.getKey());
            if (found.matches()) {
                if (!line.shape().fits(tensor.getValue().shape(), shaped)) {
                    return false;
                }
                numbers.add(found.group(1));
            }
        }
        if (numbers.isEmpty()) {
            return false;
        }
        facts.put(counted.group(1), (long) numbers.size());
        shaped.forEach(facts::putIfAbsent);
        return true;
    }

    private static String regex(String name) {
        var regex = new StringBuilder();
        var number = NUMBER.matcher(name);
        int from = 0;
        while (number.find()) {
            regex.append(Pattern.quote(name.substring(from, number.start()))).append("(\\d+)");
            from = number.end();
        }
        return regex.append(Pattern.quote(name.substring(from))).toString();
    }
}
