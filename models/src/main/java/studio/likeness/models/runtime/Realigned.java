package studio.likeness.models.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// Writes the weights of a prepared graph again, each at the start of a page. ONNX Runtime itself
/// aligns only those above 1 MiB, and finds numbers by the alignment of the memory they were packed
/// in: the smaller ones, mapped from where it wrote them, would be read a few bytes off, as NaN or
/// worse.
final class Realigned {
    private static final int PAGE = 4096;

    // Of onnx.proto: ModelProto.graph, GraphProto.initializer, TensorProto.external_data, and the
    // key and value of its entries.
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int EXTERNAL_DATA = 13;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private final FileChannel from;
    private final FileChannel to;

    private Realigned(FileChannel from, FileChannel to) {
        this.from = from;
        this.to = to;
    }

    /// @param name of the file beside the graph that holds all its weights
    static void write(Path graph, String name) throws IOException {
        var old = graph.resolveSibling(name);
        var fresh = graph.resolveSibling(name + ".aligned");
        try (var from = FileChannel.open(old);
                var to =
                        FileChannel.open(
                                fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var realigned = new Realigned(from, to);
            var model = Files.readAllBytes(graph);
            Files.write(
                    graph,
                    Wire.changed(
                            model,
                            GRAPH,
                            all -> Wire.changed(all, INITIALIZER, realigned::tensor)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.delete(old);
        Files.move(fresh, old);
    }

    private byte[] tensor(byte[] tensor) {
        var entries = new HashMap<String, String>();
        Wire.changed(
                tensor,
                EXTERNAL_DATA,
                entry -> {
                    entries.put(text(entry, KEY), text(entry, VALUE));
                    return entry;
                });
        return Wire.changed(tensor, EXTERNAL_DATA, entry -> entry(entry, entries));
    }

    private byte[] entry(byte[] entry, Map<String, String> all) {
        var key = text(entry, KEY);
        if (key.equals("offset")) {
            long length = Long.parseLong(all.getOrDefault("length", "0"));
            long offset = Long.parseLong(text(entry, VALUE));
            return withValue(entry, Long.toString(moved(offset, length)));
        }
        return key.startsWith("prepacked_")
                ? withValue(entry, prepacked(text(entry, VALUE)))
                : entry;
    }

    /// `key|offset;length;checksum|…`.
    private String prepacked(String value) {
        var parts = value.split("\\|", -1);
        for (int i = 1; i < parts.length; i++) {
            var place = parts[i].split(";", -1);
            if (place.length == 3) {
                place[0] = Long.toString(moved(Long.parseLong(place[0]), Long.parseLong(place[1])));
                parts[i] = String.join(";", place);
            }
        }
        return String.join("|", parts);
    }

    /// @return where the bytes lie now
    private long moved(long offset, long length) {
        try {
            long start = (to.size() + PAGE - 1) / PAGE * PAGE;
            if (start > to.size()) {
                to.write(ByteBuffer.allocate(Math.toIntExact(start - to.size())), to.size());
            }
            to.position(start);
            for (long done = 0; done < length; ) {
                long more = from.transferTo(offset + done, length - done, to);
                if (more <= 0) {
                    throw new IOException("the weights end before " + (offset + length));
                }
                done += more;
            }
            return start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] entry, int field) {
        var text = new StringBuilder();
        Wire.changed(
                entry,
                field,
                bytes -> {
                    text.append(new String(bytes, StandardCharsets.UTF_8));
                    return bytes;
                });
        return text.toString();
    }

    private static byte[] withValue(byte[] entry, String value) {
        return Wire.changed(entry, VALUE, _ -> value.getBytes(StandardCharsets.UTF_8));
    }
}
