package studio.likeness.models.runtime;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import studio.likeness.models.job.Owned;

/// One conversation on a [DecoderModel].
final class ModelDecoding implements Decoding {
    private final DecoderModel model;
    private final DecoderPorts ports;
    private final DecodingPlan plan;
    private final int prefix;
    private final Owned owned = new Owned();
    private final Ending ending;
    private final Binding binding;
    private final KvCache cache;
    private final Logits logits;
    private final BoundInput ids;
    private final Optional<BoundInput> lengths;
    private final Optional<BoundInput> total;
    private final Optional<BoundInput> positions;
    private final Optional<BoundInput> bias;
    private final Optional<BoundInput> rows;

    private final AtomicBoolean closed = new AtomicBoolean();

    /// On the session's thread.
    ModelDecoding(DecoderModel model, DecodingPlan plan) {
        this.model = model;
        this.plan = plan;
        ports = model.ports();
        prefix = plan.prefix().map(DecodingPlan.Prefix::length).orElse(0);
        try {
            ending = owned.own(new Ending(model.session().library().sessions()));
            binding = owned.own(new Binding(model.session()));
            int limit = prefix + plan.limit();
            cache =
                    owned.own(
                            ports.lengths().isPresent()
                                    ? new SharedCache(
                                            model.tensors(),
                                            binding,
                                            model::stretch,
                                            limit,
                                            plan.prefix())
                                    : new ExactCache(
                                            model.tensors(),
                                            binding,
                                            model::stretch,
                                            limit,
                                            plan.prefix()));
            var values = model.session().library().values();
            logits = owned.own(new Logits(binding, values, ports.logits(), ports.vocabulary()));
            ids = bound(ports.ids());
            lengths = ports.lengths().map(this::bound);
            total = ports.total().map(this::bound);
            positions = ports.positions().map(this::bound);
            bias = ports.bias().map(this::bound);
            rows = ports.rows().map(this::bound);
            for (var port : ports.adapters()) {
                var numbers = plan.adapter().get(port.name());
                bound(port).set(numbers == null ? nothing(port) : numbers);
            }
            for (var port : ports.given()) {
                bound(port).set(Objects.requireNonNull(plan.given().get(port.name())));
            }
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    private BoundInput bound(Port port) {
        return owned.own(new BoundInput(binding, model.session().library().values(), port));
    }

    /// An adapter of rank 0, whose product is zero.
    private static Array nothing(Port port) {
        var shape = Arrays.stream(port.shape()).map(size -> Math.max(0, size)).toArray();
        return new Array.Floats(new float[NativeArrays.size(shape)], shape);
    }

    @Override
    public int length() {
        return cache.length() - prefix;
    }

    @Override
    public int limit() {
        return plan.limit();
    }

    @Override
    public void feed(int[] tokens, float[] to) {
        int wanted = checked(tokens, to);
        int before = cache.length();
        ending.started();
        try {
            for (int at = 0; at < tokens.length; at += plan.chunk()) {
                int end = Math.min(tokens.length, at + plan.chunk());
                var chunk = Arrays.copyOfRange(tokens, at, end);
                model.session().call(() -> step(chunk, wanted), this::cancel);
            }
            logits.read(to);
        } catch (RuntimeException e) {
            model.session().call(() -> back(before), () -> {});
            throw e;
        } finally {
            ending.stopped();
        }
    }

    private int checked(int[] tokens, float[] to) {
        int vocabulary = ports.vocabulary();
        int wanted = to.length / vocabulary;
        if (wanted == 0 || to.length % vocabulary != 0 || (wanted > 1 && !model.givesRows())) {
            throw new IllegalArgumentException(
                    "expected room for %d logits%s, found %d"
                            .formatted(vocabulary, model.givesRows() ? " per row" : "", to.length));
        }
        // The rows all come from the last run.
        int last = (tokens.length - 1) % plan.chunk() + 1;
        if (tokens.length == 0 || wanted > last) {
            throw new IllegalArgumentException(
                    "expected at least %d tokens in the last chunk, found %d"
                            .formatted(wanted, tokens.length == 0 ? 0 : last));
        }
        if (length() + tokens.length > plan.limit()) {
            throw new IllegalArgumentException(
                    "expected at most %d tokens, found %d and %d more"
                            .formatted(plan.limit(), length(), tokens.length));
        }
        return wanted;
    }

    /// On the session's thread.
    private Object step(int[] chunk, int wanted) {
        ending.refuseWhenCancelled();
        var step = new Positions.Step(prefix, length(), chunk);
        int rowsWanted = Math.min(wanted, chunk.length);
        cache.prepare(chunk.length);
        ids.set(new Array.Longs(Arrays.stream(chunk).asLongStream().toArray(), 1, chunk.length));
        lengths.ifPresent(input -> input.set(new Array.Ints(new int[] {step.total() - 1}, 1)));
        total.ifPresent(input -> input.set(count(step.total(), ports.total().orElseThrow())));
        positions.ifPresent(input -> input.set(plan.positions().of(step)));
        bias.ifPresent(input -> input.set(biasOf(step)));
        rows.ifPresent(input -> input.set(new Array.Longs(new long[] {rowsWanted}, 1)));
        logits.prepare(ports.rowsOf(chunk.length, rowsWanted));
        binding.run(ending.options());
        cache.advance(chunk.length);
        return this;
    }

    private Array biasOf(Positions.Step step) {
        return plan.positions()
                .bias(step)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected positions with a bias for " + model));
    }

    /// One number, of rank 0 or 1.
    private static Array count(int number, Port port) {
        var shape = new long[port.shape().length];
        Arrays.fill(shape, 1);
        return new Array.Ints(new int[] {number}, shape);
    }

    private Object back(int before) {
        cache.keep(before);
        return this;
    }

    @Override
    public void keep(int length) {
        if (length < 0 || length > length()) {
            throw new IllegalArgumentException(
                    "expected at most the %d tokens there are, found %d"
                            .formatted(length(), length));
        }
        model.session().call(() -> back(prefix + length), () -> {});
    }

    @Override
    public void cancel() {
        ending.cancel();
    }

    @Override
    public void close() {
        cancel();
        if (closed.getAndSet(true)) {
            return;
        }
        model.ended(this);
        model.session()
                .call(
                        () -> {
                            owned.close();
                            return this;
                        },
                        () -> {});
    }
}
