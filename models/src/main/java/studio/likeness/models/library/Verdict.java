package studio.likeness.models.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Reason;
import studio.likeness.models.library.Recognized.Use;

/// What the inside of a file or folder says, before its size and its neighbours are added.
record Verdict(
        Optional<String> family,
        Kind kind,
        String container,
        long parameters,
        List<Fact> facts,
        List<Use> use,
        Optional<Reason> whyNot) {

    Verdict {
        facts = List.copyOf(facts);
        use = List.copyOf(use);
    }

    /// Nothing that can be used.
    static Verdict not(String container, String key, Object... arguments) {
        return new Verdict(
                Optional.empty(),
                Kind.UNKNOWN,
                container,
                0,
                List.of(),
                List.of(),
                Optional.of(Reason.of(key, arguments)));
    }

    static Verdict known(String family, Kind kind, String container, long parameters) {
        return new Verdict(
                Optional.of(family),
                kind,
                container,
                parameters,
                List.of(),
                List.of(),
                Optional.empty());
    }

    Verdict with(List<Fact> more) {
        var all = new ArrayList<>(facts);
        all.addAll(more);
        return new Verdict(family, kind, container, parameters, all, use, whyNot);
    }

    Verdict with(String name, Object value) {
        return with(List.of(new Fact(name, String.valueOf(value))));
    }

    /// What it can be used for; it then has no reason against it.
    Verdict can(Use what) {
        return new Verdict(
                family, kind, container, parameters, facts, List.of(what), Optional.empty());
    }

    Verdict but(String key, Object... arguments) {
        var reason = Optional.of(Reason.of(key, arguments));
        return new Verdict(family, kind, container, parameters, facts, List.of(), reason);
    }

    /// Known, and waiting for a later version.
    Verdict later() {
        return but("models.library.later", family.orElse("?"));
    }
}
