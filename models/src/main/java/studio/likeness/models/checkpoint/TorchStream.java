package studio.likeness.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import studio.likeness.models.checkpoint.Pickled.Items;
import studio.likeness.models.checkpoint.Pickled.Table;
import studio.likeness.models.checkpoint.Pickled.Text;
import studio.likeness.models.job.StudioException;

/// Reads what `torch.save` wrote before 1.6: five pickles (a magic number, the protocol, the
/// machine, the object, the storages' keys), then each storage's length and numbers.
final class TorchStream {
    /// The first pickle up to its number: protocol 2, a long of ten bytes, 0x1950a86a20f9469cfc6c.
    private static final int[] MAGIC = {
        0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19
    };

    private final MappedFile file;
    private long at;

    private TorchStream(MappedFile file) {
        this.file = file;
    }

    static boolean is(MappedFile file) {
        if (file.size() < 16 || file.u8(0) != 0x80) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (file.u8(2 + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    static Contents read(MappedFile file) {
        return new TorchStream(file).read();
    }

    private Contents read() {
        pickle(); // the magic number
        pickle(); // the protocol, 1001
        if (pickle() instanceof Table(_, var machine)
                && machine.get("little_endian") instanceof Pickled.Flag(var little)
                && !little) {
            throw new StudioException("models.checkpoint.bigEndian", file.name());
        }
        var unpickler = new Unpickler(file, at, file.size());
        var object = unpickler.read();
        at = unpickler.position();
        var places = places(pickle(), unpickler.storageTypes());
        return TorchTree.read(
                file,
                object,
                (storage, _) -> {
                    var place = places.get(storage.key());
                    if (place == null) {
                        throw file.damaged();
                    }
                    return place;
                });
    }

    private Pickled pickle() {
        var unpickler = new Unpickler(file, at, file.size());
        var value = unpickler.read();
        at = unpickler.position();
        return value;
    }

    /// Goes along the storages, which only their lengths tell apart.
    private Map<String, MemorySegment> places(Pickled keys, Map<String, DType> types) {
        if (!(keys instanceof Items(var all))) {
            throw file.damaged();
        }
        var places = new HashMap<String, MemorySegment>();
        for (var each : all) {
            var key =
                    switch (each) {
                        case Text(var text) -> text;
                        case Pickled.Whole(var whole) -> whole.toString();
                        default -> throw file.damaged();
                    };
            var type = types.get(key);
            if (type == null) {
                throw file.damaged();
            }
            long numbers = file.i64(at);
            if (numbers < 0 || numbers > (file.size() - at - 8) / type.bytes()) {
                throw new StudioException("models.checkpoint.outside", file.name());
            }
            long bytes = numbers * type.bytes();
            places.put(key, file.slice(at + 8, bytes));
            at += 8 + bytes;
        }
        return places;
    }
}
