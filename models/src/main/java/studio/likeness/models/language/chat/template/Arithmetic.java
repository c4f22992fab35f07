package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.List;

/// Sums, products and joined texts.
final class Arithmetic {
    private Arithmetic() {}

    static Object apply(Expression.Binary binary, Object left, Object right, Budget budget) {
        if (left instanceof Long a && right instanceof Long b) {
            return whole(binary, a, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return real(binary, a.doubleValue(), b.doubleValue());
        }
        if (binary.sign().equals("+") && left instanceof String a && right instanceof String b) {
            return budget.made(a + b);
        }
        if (binary.sign().equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
            budget.takeItems(a.size() + b.size());
            var both = new ArrayList<Object>(a);
            both.addAll(b);
            return both;
        }
        if (binary.sign().equals("*") && left instanceof String text && right instanceof Long n) {
            budget.take(Math.max(0, n) > Integer.MAX_VALUE ? -1 : text.length() * Math.max(0, n));
            return text.repeat((int) Math.max(0, n));
        }
        throw mismatch(binary, left, right);
    }

    private static Object whole(Expression.Binary binary, long a, long b) {
        return switch (binary.sign()) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> (double) a / nonZero(binary, b);
            case "//" -> Math.floorDiv(a, nonZero(binary, b));
            case "%" -> Math.floorMod(a, nonZero(binary, b));
            default -> throw mismatch(binary, a, b);
        };
    }

    private static Object real(Expression.Binary binary, double a, double b) {
        return switch (binary.sign()) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> throw mismatch(binary, a, b);
        };
    }

    private static long nonZero(Expression.Binary binary, long divisor) {
        if (divisor == 0) {
            throw Problem.broken(binary.line(), binary.sign() + " 0");
        }
        return divisor;
    }

    private static RuntimeException mismatch(
            Expression.Binary binary, Object left, Object right) {
        return Problem.broken(
                binary.line(),
                Values.kind(left) + " " + binary.sign() + " " + Values.kind(right));
    }
}
