package studio.likeness.models.checkpoint;

import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Reads what `torch.save` and TorchScript write since 1.6: a zip with a pickle and the raw
/// storages beside it.
final class TorchZip {
    private final MappedFile file;
    private final Zip zip;
    private final String root;

    private TorchZip(MappedFile file, Zip zip, String root) {
        this.file = file;
        this.zip = zip;
        this.root = root;
    }

    static Contents read(MappedFile file) {
        var zip = Zip.read(file);
        var root =
                root(zip)
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.checkpoint.notACheckpoint", file.name()));
        return new TorchZip(file, zip, root).read();
    }

    /// The folder that holds `data.pkl`, with its slash.
    private static Optional<String> root(Zip zip) {
        return zip.entries().keySet().stream()
                .filter(name -> name.endsWith("/data.pkl") || name.equals("data.pkl"))
                .findFirst()
                .map(name -> name.substring(0, name.length() - "data.pkl".length()));
    }

    /// Empty when the zip is not of torch. TorchScript's holds a program beside its weights.
    static Optional<CheckpointKind> kind(MappedFile file) {
        var zip = Zip.read(file);
        return root(zip)
                .map(
                        root ->
                                zip.entries().containsKey(root + "constants.pkl")
                                        ? CheckpointKind.TORCHSCRIPT
                                        : CheckpointKind.TORCH_ZIP);
    }

    private Contents read() {
        zip.refuseOverlaps();
        var order = zip.entries().get(root + "byteorder");
        if (order != null
                && order.bytes() <= 6
                && !file.utf8(zip.dataAt(order), order.bytes()).startsWith("little")) {
            throw new StudioException("models.checkpoint.bigEndian", file.name());
        }
        var pickle = zip.entries().get(root + "data.pkl");
        if (pickle == null) {
            throw file.damaged();
        }
        long at = zip.dataAt(pickle);
        var value = new Unpickler(file, at, at + pickle.bytes()).read();
        return TorchTree.read(
                file,
                value,
                (storage, type) -> {
                    var entry = zip.entries().get(root + "data/" + storage.key());
                    long numbers = storage.type().map(DType::bytes).orElse(1);
                    if (entry == null || storage.numbers() > entry.bytes() / numbers) {
                        throw new StudioException("models.checkpoint.outside", file.name());
                    }
                    return file.slice(zip.dataAt(entry), entry.bytes());
                });
    }
}
