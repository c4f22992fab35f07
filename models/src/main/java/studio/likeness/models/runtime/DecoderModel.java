package studio.likeness.models.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;

/// A decoder on its device, loaded once for any number of conversations, each with a cache and an
/// adapter of its own. Safe to use from several threads; steps queue for the one platform thread.
///
/// The graph's inputs are known by name: `input_ids`, `past_key_values.N.key|value`, and where it
/// has them `seqlens_k`, `total_sequence_length`, `position_ids`, `attention_bias`, `logits_rows`
/// (one integer: for how many of the last tokens logits are wanted), names that end in `lora_A`
/// or `lora_B`, and names that begin with `cross.` (what else it reads, the same at every step of a
/// conversation); its outputs are `logits` and `present.N.key|value`.
public final class DecoderModel implements AutoCloseable {
    private final NativeSession session;
    private final DecoderPorts ports;
    private final DeviceMemory memory;
    private final Set<Decoding> open = new LinkedHashSet<>();
    private @Nullable Stretch stretch;
    private boolean closed;

    private DecoderModel(NativeSession session) {
        this.session = session;
        ports = DecoderPorts.of(session.inputs(), session.outputs());
        memory = new DeviceMemory(session);
    }

    /// @throws StudioException when the file is broken, there is too little memory, or the device
    ///     cannot be had
    /// @throws IllegalArgumentException when the graph is no decoder
    public static DecoderModel open(Path graph, Device device, SessionPlan plan) {
        var session = NativeSession.open(graph, device, plan.withRuns(1));
        try {
            return new DecoderModel(session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    public Device device() {
        return session.device();
    }

    public int vocabulary() {
        return ports.vocabulary();
    }

    public int layers() {
        return ports.past().size() / 2;
    }

    /// The inputs that an adapter fills.
    public List<Port> adapters() {
        return ports.adapters();
    }

    /// Whether a step can give more tokens' logits than the last one's.
    public boolean givesRows() {
        return ports.rows().isPresent() || ports.logits().shape()[1] != 1;
    }

    /// Begins a conversation.
    ///
    /// @throws IllegalArgumentException when the plan asks for what the graph has not
    public synchronized Decoding start(DecodingPlan plan) {
        if (closed) {
            throw new IllegalStateException(session + " is closed");
        }
        check(plan);
        var decoding = session.call(() -> new ModelDecoding(this, plan), () -> {});
        open.add(decoding);
        return decoding;
    }

    private void check(DecodingPlan plan) {
        var given = NativeSession.byName(ports.given()).keySet();
        if (!given.equals(plan.given().keySet())) {
            throw new IllegalArgumentException(
                    "expected values for %s, found %s".formatted(given, plan.given().keySet()));
        }
        var known = NativeSession.byName(ports.adapters());
        if (!known.keySet().containsAll(plan.adapter().keySet())) {
            var unknown = new ArrayList<>(plan.adapter().keySet());
            unknown.removeAll(known.keySet());
            throw new IllegalArgumentException(
                    "expected some of %d adapter inputs, found %s"
                            .formatted(known.size(), unknown));
        }
        plan.prefix()
                .ifPresent(
                        prefix -> {
                            if (prefix.keys().size() != layers() || ports.positions().isEmpty()) {
                                throw new IllegalArgumentException(
                                        "expected a prefix of %d layers and a graph with position_ids, found %d layers and %s"
                                                .formatted(
                                                        layers(),
                                                        prefix.keys().size(),
                                                        ports.positions()));
                            }
                        });
    }

    NativeSession session() {
        return session;
    }

    DecoderPorts ports() {
        return ports;
    }

    List<KvTensor> tensors() {
        var tensors = new ArrayList<KvTensor>();
        for (int i = 0; i < ports.past().size(); i++) {
            tensors.add(new KvTensor(ports.past().get(i), ports.present().get(i), memory));
        }
        return tensors;
    }

    /// On the session's thread.
    Stretch stretch() {
        var made = stretch;
        if (made == null) {
            made = new Stretch(session.device());
            stretch = made;
        }
        return made;
    }

    synchronized void ended(Decoding decoding) {
        open.remove(decoding);
    }

    /// Ends and closes the conversations too.
    @Override
    public void close() {
        var owned = new Owned();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            owned.own(session);
            owned.own(memory);
            if (stretch != null) {
                owned.own(stretch);
            }
            open.forEach(owned::own);
        }
        owned.close();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
