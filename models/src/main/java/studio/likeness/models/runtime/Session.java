package studio.likeness.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import studio.likeness.models.job.StudioException;

/// A network that is called with arrays and answers with arrays. Safe to use from several threads,
/// virtual ones too: calls queue for the session's platform threads, of which there are as many as
/// the plan lets run at once.
public final class Session implements AutoCloseable {
    private final NativeSession session;
    private final Map<String, Port> inputs;
    private final Map<String, Port> outputs;
    private final Set<Ending> running = ConcurrentHashMap.newKeySet();

    private Session(NativeSession session) {
        this.session = session;
        inputs = NativeSession.byName(session.inputs());
        outputs = NativeSession.byName(session.outputs());
    }

    /// @throws StudioException when the file is broken, there is too little memory, or the device
    ///     cannot be had; never opened on another device than asked for
    public static Session open(Path graph, Device device, SessionPlan plan) {
        return new Session(NativeSession.open(graph, device, plan));
    }

    public Device device() {
        return session.device();
    }

    public List<Port> inputs() {
        return session.inputs();
    }

    public List<Port> outputs() {
        return session.outputs();
    }

    /// @param wanted names of outputs; none for all
    /// @return the outputs under their names, in that order
    /// @throws CancellationException when ended by [#cancel], or by an interrupt of the waiting
    ///     thread, which stays set
    /// @throws IllegalArgumentException for arrays that are not the graph's inputs
    public Map<String, Array> run(Map<String, ? extends Array> arrays, String... wanted) {
        var names = wanted.length == 0 ? List.copyOf(outputs.keySet()) : List.of(wanted);
        for (var name : names) {
            if (!outputs.containsKey(name)) {
                throw new IllegalArgumentException(
                        "expected one of " + outputs.values() + ", found " + name);
            }
        }
        try (var ending = new Ending(session.library().sessions())) {
            ending.started();
            running.add(ending);
            try {
                return session.call(() -> runHere(ending, arrays, names), ending::cancel);
            } finally {
                running.remove(ending);
            }
        }
    }

    /// The same for one output.
    public Array runFor(String output, Map<String, ? extends Array> arrays) {
        return run(arrays, output).values().iterator().next();
    }

    /// Ends the runs that other threads wait for now.
    public void cancel() {
        running.forEach(Ending::cancel);
    }

    private Map<String, Array> runHere(
            Ending ending, Map<String, ? extends Array> arrays, List<String> names) {
        ending.refuseWhenCancelled();
        var library = session.library();
        var values = library.values();
        var in = new ArrayList<MemorySegment>();
        var out = new ArrayList<MemorySegment>();
        try (var arena = Arena.ofConfined()) {
            for (var input : arrays.entrySet()) {
                var port = inputs.get(input.getKey());
                if (port == null) {
                    throw new IllegalArgumentException(
                            "expected one of " + inputs.values() + ", found " + input.getKey());
                }
                port.check(input.getValue());
                in.add(values.tensor(input.getValue(), port.type(), arena));
            }
            out.addAll(
                    library.sessions()
                            .run(
                                    session.handle(),
                                    ending.options(),
                                    List.copyOf(arrays.keySet()),
                                    in,
                                    names));
            var results = new LinkedHashMap<String, Array>();
            for (int i = 0; i < out.size(); i++) {
                results.put(names.get(i), values.read(out.get(i)));
            }
            return results;
        } finally {
            in.forEach(values::release);
            out.forEach(values::release);
        }
    }

    /// Waits for the calls that were made before. Later ones throw IllegalStateException.
    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
