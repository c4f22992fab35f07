package studio.likeness.models.checkpoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.checkpoint.Pickled.Items;
import studio.likeness.models.checkpoint.Pickled.Known;
import studio.likeness.models.checkpoint.Pickled.Table;
import studio.likeness.models.checkpoint.Pickled.Text;
import studio.likeness.models.job.StudioException;

/// Follows a pickle's instructions as far as checkpoints need them. It builds plain data and
/// nothing else: there is no way from a pickle to code, and a name outside [PickleNames] ends the
/// reading. Bounded in values made and bytes copied, whatever the instructions say.
final class Unpickler {
    /// A training state of a large model has some hundred thousand values.
    private static final int MOST_VALUES = 1_000_000;

    private static final int MOST_STEPS = 16_000_000;
    private static final long MOST_BYTES = 256 << 20;

    private final MappedFile file;
    private final long end;
    private long at;
    private final PickleCalls calls;
    private List<Pickled> stack = new ArrayList<>();
    private final Deque<List<Pickled>> below = new ArrayDeque<>();
    private final Map<Long, Pickled> memo = new HashMap<>();
    private int values;
    private int steps;
    private long copied;

    /// Reads one pickle of `file` that begins at `from` and ends before `end`.
    Unpickler(MappedFile file, long from, long end) {
        this.file = file;
        this.at = from;
        this.end = end;
        this.calls = new PickleCalls(file);
    }

    /// Where the next byte after the pickle is.
    long position() {
        return at;
    }

    /// How the numbers of each storage that the pickle mentioned are kept, by its key.
    Map<String, DType> storageTypes() {
        return calls.storageTypes();
    }

    Pickled read() {
        while (true) {
            if (++steps > MOST_STEPS || stack.size() > MOST_VALUES || below.size() > 10_000) {
                throw tooMuch();
            }
            int code = u8();
            if (code == '.') {
                return pop();
            }
            step(code);
        }
    }

    private void step(int code) {
        switch (code) {
            case 0x80 -> u8(); // protocol
            case 0x95 -> take(8); // frame length
            case '(' -> {
                below.push(stack);
                stack = new ArrayList<>();
            }
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> stack.add(top());
            case 'N' -> push(Pickled.Nothing.NONE);
            case 0x88 -> push(new Pickled.Flag(true));
            case 0x89 -> push(new Pickled.Flag(false));
            case 'I', 'L', 'J', 'K', 'M', 0x8a, 0x8b, 'F', 'G' -> push(number(code));
            case 'S', 'V', 'T', 'U', 'X', 0x8c, 0x8d -> push(new Text(text(code)));
            case 'B', 'C', 0x8e, 0x96 -> push(new Pickled.Raw(bytes(length(code))));
            case 'c' -> push(known(line(), line()));
            case 0x93 -> {
                var name = word(pop());
                push(known(word(pop()), name));
            }
            case 'R' -> {
                var arguments = items(pop());
                push(calls.call(pop(), arguments));
            }
            case 0x81 -> {
                var arguments = items(pop());
                push(calls.create(pop(), arguments));
            }
            case 0x92 -> {
                pop(); // keyword arguments
                var arguments = items(pop());
                push(calls.create(pop(), arguments));
            }
            case 'b' -> {
                var state = pop();
                calls.build(top(), state);
            }
            case 'Q' -> push(calls.storage(items(pop())));
            default -> collect(code);
        }
    }

    private void collect(int code) {
        switch (code) {
            case ']', ')', 0x8f -> push(Items.empty());
            case '}' -> push(Table.empty("dict"));
            case 'l', 't', 0x91 -> push(new Items(popToMark()));
            case 'd' -> {
                var table = Table.empty("dict");
                fill(table, popToMark());
                push(table);
            }
            case 0x85, 0x86, 0x87 -> {
                int count = code - 0x84;
                if (stack.size() < count) {
                    throw file.damaged();
                }
                var last = stack.subList(stack.size() - count, stack.size());
                var tuple = new Items(new ArrayList<>(last));
                last.clear();
                push(tuple);
            }
            case 'a' -> append(List.of(pop()));
            case 'e', 0x90 -> append(popToMark());
            case 's' -> {
                var value = pop();
                fill(top(-1), List.of(pop(), value));
            }
            case 'u' -> {
                var pairs = popToMark();
                fill(top(), pairs);
            }
            case 'p' -> memo.put(decimal(line()).longValue(), top());
            case 'q' -> memo.put((long) u8(), top());
            case 'r' -> memo.put(u32(), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'g' -> recall(decimal(line()).longValue());
            case 'h' -> recall(u8());
            case 'j' -> recall(u32());
            default -> throw file.damaged();
        }
    }

    private Pickled number(int code) {
        return switch (code) {
            case 'I' -> {
                var line = line();
                yield line.equals("01") || line.equals("00")
                        ? new Pickled.Flag(line.equals("01"))
                        : new Pickled.Whole(decimal(line));
            }
            case 'L' -> {
                var line = line();
                yield new Pickled.Whole(
                        decimal(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
            }
            case 'J' -> Pickled.Whole.of(file.i32(take(4)));
            case 'K' -> Pickled.Whole.of(u8());
            case 'M' -> Pickled.Whole.of(u8() | u8() << 8);
            case 'G' -> {
                long bits = Long.reverseBytes(file.i64(take(8)));
                yield new Pickled.Real(Double.longBitsToDouble(bits));
            }
            case 'F' -> {
                try {
                    yield new Pickled.Real(Double.parseDouble(line()));
                } catch (NumberFormatException e) {
                    throw new StudioException(e, "models.checkpoint.damaged", file.name());
                }
            }
            default -> {
                long length = code == 0x8a ? u8() : u32();
                if (length > 64) {
                    throw tooMuch();
                }
                var little = bytes(length);
                var big = new byte[little.length];
                for (int i = 0; i < big.length; i++) {
                    big[i] = little[little.length - 1 - i];
                }
                yield new Pickled.Whole(big.length == 0 ? BigInteger.ZERO : new BigInteger(big));
            }
        };
    }

    private String text(int code) {
        return switch (code) {
            case 'S' -> {
                var line = line();
                if (line.length() < 2) {
                    throw file.damaged();
                }
                yield line.substring(1, line.length() - 1);
            }
            case 'V' -> line();
            case 'T', 'U' ->
                    new String(bytes(code == 'U' ? u8() : u32()), StandardCharsets.ISO_8859_1);
            default -> new String(bytes(length(code)), StandardCharsets.UTF_8);
        };
    }

    private long length(int code) {
        return switch (code) {
            case 'C', 0x8c -> u8();
            case 'B', 'X' -> u32();
            default -> file.i64(take(8));
        };
    }

    private Known known(String module, String name) {
        return PickleNames.find(module, name)
                .orElseThrow(
                        () ->
                                new StudioException(
                                        "models.checkpoint.foreignCode",
                                        file.name(),
                                        Quote.of(module + "." + name)));
    }

    private void append(List<Pickled> added) {
        switch (top()) {
            case Items(var all) -> all.addAll(added);
            case Table _ -> {} // a list of some settings' class: not read
            default -> throw file.damaged();
        }
        count(added.size());
    }

    private void fill(Pickled table, List<Pickled> pairs) {
        if (!(table instanceof Table(_, var entries)) || pairs.size() % 2 != 0) {
            throw file.damaged();
        }
        count(pairs.size());
        for (int i = 0; i < pairs.size(); i += 2) {
            entries.put(key(pairs.get(i)), pairs.get(i + 1));
        }
    }

    private static String key(Pickled key) {
        return switch (key) {
            case Text(var text) -> text;
            case Pickled.Whole(var whole) -> whole.toString();
            case Pickled.Real(var real) -> Double.toString(real);
            case Pickled.Flag(var flag) -> flag ? "True" : "False";
            case Known(_, var name) -> name;
            case Table(var kind, _) -> kind;
            case Pickled.Nothing _ -> "None";
            case Pickled.Raw _,
                    Items _,
                    Pickled.Storage _,
                    Pickled.Array _,
                    Pickled.NumpyType _,
                    Pickled.NumpyArray _ ->
                    key.getClass().getSimpleName();
        };
    }

    private void recall(long place) {
        var value = memo.get(place);
        if (value == null) {
            throw file.damaged();
        }
        stack.add(value);
    }

    private void push(Pickled value) {
        count(1);
        stack.add(value);
    }

    private void count(int more) {
        values += more;
        if (values > MOST_VALUES) {
            throw tooMuch();
        }
    }

    private Pickled pop() {
        if (stack.isEmpty()) {
            throw file.damaged();
        }
        return stack.removeLast();
    }

    private Pickled top() {
        return top(0);
    }

    /// `under` -1: the one below what [#pop] is about to take.
    private Pickled top(int under) {
        int i = stack.size() - 1 + under;
        if (i < 0) {
            throw file.damaged();
        }
        return stack.get(i);
    }

    private List<Pickled> popToMark() {
        if (below.isEmpty()) {
            throw file.damaged();
        }
        var marked = stack;
        stack = below.pop();
        return marked;
    }

    private List<Pickled> items(Pickled value) {
        if (value instanceof Items(var all)) {
            return all;
        }
        throw file.damaged();
    }

    private String word(Pickled value) {
        if (value instanceof Text(var text)) {
            return text;
        }
        throw file.damaged();
    }

    private BigInteger decimal(String digits) {
        if (digits.length() > 64) {
            throw tooMuch();
        }
        try {
            return new BigInteger(digits);
        } catch (NumberFormatException e) {
            throw new StudioException(e, "models.checkpoint.damaged", file.name());
        }
    }

    private String line() {
        for (long i = at; i < end && i - at < 4096; i++) {
            if (file.u8(i) == '\n') {
                var line = file.utf8(at, i - at);
                at = i + 1;
                return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            }
        }
        throw file.damaged();
    }

    private byte[] bytes(long count) {
        copied += Math.max(0, count);
        if (copied > MOST_BYTES || copied < 0) {
            throw tooMuch();
        }
        return file.copy(take(count), count);
    }

    private int u8() {
        return file.u8(take(1));
    }

    private long u32() {
        return file.u32(take(4));
    }

    private long take(long count) {
        if (count < 0 || count > end - at) {
            throw file.damaged();
        }
        long from = at;
        at += count;
        return from;
    }

    private StudioException tooMuch() {
        return new StudioException("models.checkpoint.tooMuch", file.name());
    }
}
