package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The functions on an `OrtSession`, its ports and the options of its runs.
final class OrtSessions {
    private final OrtTable table;
    private final OrtValues values;
    private final MethodHandle create;
    private final MethodHandle createFromBytes;
    private final MethodHandle run;
    private final Side inputs;
    private final Side outputs;
    private final MethodHandle createRunOptions;
    private final MethodHandle terminate;
    private final MethodHandle resume;
    private final MethodHandle release;
    private final MethodHandle releaseRunOptions;

    /// Three functions that exist for inputs and for outputs.
    private record Side(MethodHandle count, MethodHandle typeInfo, MethodHandle name) {}

    OrtSessions(OrtTable table, OrtValues values) {
        this.table = table;
        this.values = values;
        create = table.status(7, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        createFromBytes = table.status(8, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        run =
                table.status(
                        9, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG,
                        ADDRESS);
        inputs = side(30, 33, 36);
        outputs = side(31, 34, 37);
        createRunOptions = table.status(39, ADDRESS);
        terminate = table.status(46, ADDRESS);
        resume = table.status(47, ADDRESS);
        release = table.release(95);
        releaseRunOptions = table.release(97);
    }

    private Side side(int count, int typeInfo, int name) {
        return new Side(
                table.status(count, ADDRESS, ADDRESS),
                table.status(typeInfo, ADDRESS, JAVA_LONG, ADDRESS),
                table.status(name, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    }

    MemorySegment create(MemorySegment environment, Path graph, MemorySegment options) {
        try (var arena = Arena.ofConfined()) {
            var path = OnnxLibrary.path(graph, arena);
            return table.make(
                    out -> (MemorySegment) create.invokeExact(environment, path, options, out));
        }
    }

    MemorySegment create(MemorySegment environment, byte[] graph, MemorySegment options) {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, graph);
            return table.make(
                    out ->
                            (MemorySegment)
                                    createFromBytes.invokeExact(
                                            environment, bytes, bytes.byteSize(), options, out));
        }
    }

    void release(MemorySegment session) {
        table.free(release, session);
    }

    List<Port> inputs(MemorySegment session) {
        return ports(session, inputs);
    }

    List<Port> outputs(MemorySegment session) {
        return ports(session, outputs);
    }

    private List<Port> ports(MemorySegment session, Side side) {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_LONG);
            table.check(() -> (MemorySegment) side.count.invokeExact(session, count));
            var ports = new ArrayList<Port>();
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                ports.add(port(session, side, i));
            }
            return List.copyOf(ports);
        }
    }

    private Port port(MemorySegment session, Side side, long index) {
        var allocator = values.processorAllocator();
        var name =
                table.make(
                        out ->
                                (MemorySegment)
                                        side.name.invokeExact(session, index, allocator, out));
        try {
            var info =
                    table.make(
                            out -> (MemorySegment) side.typeInfo.invokeExact(session, index, out));
            return values.port(OrtTable.text(name), info);
        } finally {
            values.free(allocator, name);
        }
    }

    MemorySegment runOptions() {
        return table.make(out -> (MemorySegment) createRunOptions.invokeExact(out));
    }

    /// Ends the runs with these options, those that begin later too; may come from any thread.
    void terminate(MemorySegment runOptions) {
        table.check(() -> (MemorySegment) terminate.invokeExact(runOptions));
    }

    /// Lets runs with these options run again.
    void resume(MemorySegment runOptions) {
        table.check(() -> (MemorySegment) resume.invokeExact(runOptions));
    }

    void releaseRunOptions(MemorySegment runOptions) {
        table.free(releaseRunOptions, runOptions);
    }

    /// @return the outputs' values, to be released
    List<MemorySegment> run(
            MemorySegment session,
            MemorySegment runOptions,
            List<String> inputNames,
            List<MemorySegment> inputValues,
            List<String> outputNames) {
        try (var arena = Arena.ofConfined()) {
            var inNames = names(inputNames, arena);
            var in = arena.allocate(ADDRESS, inputValues.size());
            for (int i = 0; i < inputValues.size(); i++) {
                in.setAtIndex(ADDRESS, i, inputValues.get(i));
            }
            var outNames = names(outputNames, arena);
            var out = arena.allocate(ADDRESS, outputNames.size());
            table.check(
                    () ->
                            (MemorySegment)
                                    run.invokeExact(
                                            session,
                                            runOptions,
                                            inNames,
                                            in,
                                            (long) inputValues.size(),
                                            outNames,
                                            (long) outputNames.size(),
                                            out));
            var results = new ArrayList<MemorySegment>();
            for (int i = 0; i < outputNames.size(); i++) {
                results.add(out.getAtIndex(ADDRESS, i));
            }
            return results;
        }
    }

    private static MemorySegment names(List<String> names, Arena arena) {
        var pointers = arena.allocate(ADDRESS, names.size());
        for (int i = 0; i < names.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(names.get(i)));
        }
        return pointers;
    }
}
