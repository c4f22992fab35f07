package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A GGUF file: tensors under its own names, and its metadata. [GgufNames] shows it under the names
/// of Hugging Face folders.
public final class GgufIndex implements TensorIndex {
    /// An array of the metadata, still in the file.
    ///
    /// @param type as GGUF numbers it
    record Run(int type, long count, long at) {}

    private final MappedFile file;
    private final Map<String, Tensor> tensors;
    private final ObjectNode meta;
    private final Map<String, Run> runs;

    GgufIndex(
            MappedFile file, Map<String, Tensor> tensors, ObjectNode meta, Map<String, Run> runs) {
        this.file = file;
        this.tensors = tensors;
        this.meta = meta;
        this.runs = runs;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /// Keys as in the file, with their dots. An array of more than 64 entries, or of words, is
    /// there as `{"count": n}`; [#words] and [#numbers] read it.
    @Override
    public ObjectNode meta() {
        return meta;
    }

    /// `general.architecture`, for example `qwen2`; empty when the file names none.
    public String architecture() {
        return meta.path("general.architecture").asText();
    }

    /// An array of words of the metadata; empty when there is none of that name.
    public List<String> words(String key) {
        var run = runs.get(key);
        if (run == null || run.type() != Gguf.STRING) {
            return List.of();
        }
        var all = new ArrayList<String>();
        long at = run.at();
        for (long i = 0; i < run.count(); i++) {
            long length = file.i64(at);
            all.add(file.utf8(at + 8, length));
            at += 8 + length;
        }
        return all;
    }

    /// An array of numbers of the metadata; empty when there is none of that name.
    public double[] numbers(String key) {
        var run = runs.get(key);
        if (run == null || run.type() == Gguf.STRING) {
            return new double[0];
        }
        var all = new double[Math.toIntExact(run.count())];
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    Gguf.scalar(file, run.type(), run.at() + (long) i * Gguf.size(run.type()))
                            .asDouble();
        }
        return all;
    }

    /// The tokenizer's data.
    public GgufTokens tokens() {
        return GgufTokens.of(this);
    }

    @Override
    public void close() {
        file.close();
    }
}
