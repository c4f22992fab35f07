package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out expressions.
final class Evaluator {
    private static final long LONGEST_RANGE = 100_000;

    private final Budget budget;

    Evaluator(Budget budget) {
        this.budget = budget;
    }

    Object value(Expression expression, Scope scope) {
        budget.step();
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> scope.get(name.name());
            case Expression.Member member ->
                    member(value(member.of(), scope), member.name(), member.line());
            case Expression.Index index ->
                    item(value(index.of(), scope), value(index.key(), scope), index.line());
            case Expression.Slice slice -> slice(slice, scope);
            case Expression.Call call -> call(call, scope);
            case Expression.Filter filter ->
                    Filters.apply(
                            value(filter.of(), scope),
                            filter.name(),
                            given(filter.arguments(), filter.line(), scope),
                            budget);
            case Expression.Test test ->
                    Tests.holds(
                            value(test.of(), scope),
                            test.name(),
                            given(test.arguments(), test.line(), scope));
            case Expression.Not not -> !Values.truth(value(not.of(), scope));
            case Expression.Negative negative -> negative(negative, scope);
            case Expression.Binary binary -> binary(binary, scope);
            case Expression.Choice choice ->
                    Values.truth(value(choice.when(), scope))
                            ? value(choice.then(), scope)
                            : choice.otherwise()
                                    .map(other -> value(other, scope))
                                    .orElse(Values.UNDEFINED);
            case Expression.ListOf list -> values(list.items(), scope);
            case Expression.MapOf map -> {
                var entries = new LinkedHashMap<Object, Object>();
                map.entries()
                        .forEach(e -> entries.put(value(e.getKey(), scope), value(e.getValue(), scope)));
                yield entries;
            }
        };
    }

    private List<Object> values(List<Expression> expressions, Scope scope) {
        budget.takeItems(expressions.size());
        var all = new ArrayList<Object>();
        expressions.forEach(e -> all.add(value(e, scope)));
        return all;
    }

    private Given given(Expression.Arguments arguments, int line, Scope scope) {
        var named = new LinkedHashMap<String, Object>();
        arguments.named().forEach((name, e) -> named.put(name, value(e, scope)));
        return new Given(values(arguments.plain(), scope), named, line);
    }

    private static Object member(Object of, String name, int line) {
        return switch (of) {
            case Map<?, ?> map -> Optional.<Object>ofNullable(map.get(name)).orElse(Values.UNDEFINED);
            case Values.Namespace(var members) -> members.getOrDefault(name, Values.UNDEFINED);
            default -> {
                if (of == Values.UNDEFINED) {
                    throw Problem.broken(line, "." + name);
                }
                yield Values.UNDEFINED;
            }
        };
    }

    private static Object item(Object of, Object key, int line) {
        return switch (of) {
            case List<?> list when key instanceof Long index -> {
                long at = index < 0 ? index + list.size() : index;
                yield at >= 0 && at < list.size() ? list.get((int) at) : Values.UNDEFINED;
            }
            case String text when key instanceof Long index -> {
                long at = index < 0 ? index + text.length() : index;
                yield at >= 0 && at < text.length()
                        ? String.valueOf(text.charAt((int) at))
                        : Values.UNDEFINED;
            }
            case Map<?, ?> map -> Optional.<Object>ofNullable(map.get(key)).orElse(Values.UNDEFINED);
            case Values.Namespace namespace when key instanceof String name ->
                    member(namespace, name, line);
            default -> throw Problem.broken(line, Values.kind(of) + "[]");
        };
    }

    private Object slice(Expression.Slice slice, Scope scope) {
        var of = value(slice.of(), scope);
        long length =
                switch (of) {
                    case List<?> list -> list.size();
                    case String text -> text.length();
                    default -> throw Problem.broken(slice.line(), Values.kind(of) + "[:]");
                };
        long step = bound(slice.step(), 1, slice.line(), scope);
        if (step == 0) {
            throw Problem.broken(slice.line(), "[::0]");
        }
        long first = step > 0 ? 0 : -1;
        long last = step > 0 ? length : length - 1;
        long from = bound(slice.from(), step > 0 ? first : last, slice.line(), scope);
        long to = bound(slice.to(), step > 0 ? last : first - length, slice.line(), scope);
        from = Math.clamp(from < 0 && slice.from().isPresent() ? from + length : from, first, last);
        to = Math.clamp(to < 0 ? to + length : to, first, last);
        var indices = new ArrayList<Integer>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            indices.add((int) i);
        }
        budget.takeItems(indices.size());
        if (of instanceof List<?> list) {
            return indices.stream().<Object>map(list::get).toList();
        }
        var text = new StringBuilder();
        indices.forEach(i -> text.append(((String) of).charAt(i)));
        return text.toString();
    }

    private long bound(Optional<Expression> bound, long otherwise, int line, Scope scope) {
        var value = bound.map(e -> value(e, scope)).orElse(otherwise);
        if (value instanceof Long n && Math.abs(n) < Integer.MAX_VALUE) {
            return n;
        }
        if (value == Values.NONE) {
            return otherwise;
        }
        throw Problem.broken(line, "[:]");
    }

    private Object call(Expression.Call call, Scope scope) {
        var given = given(call.arguments(), call.line(), scope);
        if (call.function() instanceof Expression.Member method) {
            return Methods.call(value(method.of(), scope), method.name(), given, budget);
        }
        if (call.function() instanceof Expression.Name name) {
            return switch (name.name()) {
                case "raise_exception" ->
                        throw Problem.raised(
                                Values.text(given.get(0, "message", ""), call.line()));
                case "namespace" -> new Values.Namespace(new LinkedHashMap<>(given.named()));
                case "dict" -> new LinkedHashMap<Object, Object>(given.named());
                case "range" -> range(given);
                default -> throw Problem.unknown(call.line(), name.name() + "()");
            };
        }
        throw Problem.unknown(call.line(), "()");
    }

    private List<Object> range(Given given) {
        boolean both = given.plain().size() > 1;
        var bounds = List.of(both ? given.get(0, "", 0L) : 0L, given.get(both ? 1 : 0, "", 0L));
        if (!(bounds.get(0) instanceof Long from)
                || !(bounds.get(1) instanceof Long to)
                || given.plain().size() > 2) {
            throw Problem.unknown(given.line(), "range()");
        }
        if (to - from > LONGEST_RANGE) {
            throw Problem.endless();
        }
        var numbers = new ArrayList<Object>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        budget.takeItems(numbers.size());
        return numbers;
    }

    private Object negative(Expression.Negative negative, Scope scope) {
        return switch (value(negative.of(), scope)) {
            case Long n -> -n;
            case Double d -> -d;
            default -> throw Problem.broken(negative.line(), "-");
        };
    }

    private Object binary(Expression.Binary binary, Scope scope) {
        var left = value(binary.left(), scope);
        // What decides alone keeps the other side from being asked.
        if (binary.sign().equals("and") && !Values.truth(left)
                || binary.sign().equals("or") && Values.truth(left)) {
            return left;
        }
        var right = value(binary.right(), scope);
        return switch (binary.sign()) {
            case "and", "or" -> right;
            case "==" -> Values.same(left, right);
            case "!=" -> !Values.same(left, right);
            case "~" ->
                    budget.made(
                            Values.text(left, binary.line()) + Values.text(right, binary.line()));
            case "in" -> contains(right, left, binary.line());
            case "<", "<=", ">", ">=" -> ordered(binary, left, right);
            default -> Arithmetic.apply(binary, left, right, budget);
        };
    }

    private static boolean contains(Object in, Object what, int line) {
        return switch (in) {
            case String text when what instanceof String part -> text.contains(part);
            case List<?> list -> list.stream().anyMatch(item -> Values.same(item, what));
            case Map<?, ?> map -> map.containsKey(what);
            default -> throw Problem.broken(line, "in " + Values.kind(in));
        };
    }

    private static boolean ordered(Expression.Binary binary, Object left, Object right) {
        int order;
        if (left instanceof Number a && right instanceof Number b) {
            order = Double.compare(a.doubleValue(), b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            order = a.compareTo(b);
        } else {
            throw Problem.broken(
                    binary.line(),
                    Values.kind(left) + " " + binary.sign() + " " + Values.kind(right));
        }
        return switch (binary.sign()) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
