package studio.likeness.models.language.chat.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Variables; what a loop sets is forgotten after it.
final class Scope {
    private final Map<String, Object> variables = new HashMap<>();
    private final Optional<Scope> around;

    Scope(Optional<Scope> around) {
        this.around = around;
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }

    Object get(String name) {
        var value = variables.get(name);
        if (value != null) {
            return value;
        }
        return around.map(scope -> scope.get(name)).orElse(Values.UNDEFINED);
    }
}
