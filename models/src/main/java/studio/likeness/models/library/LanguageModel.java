package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.DecoderModel;
import studio.likeness.models.runtime.DecodingPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Prepared;
import studio.likeness.models.runtime.SessionPlan;

/// A converted decoder, loaded. Conversations start as its family wants them.
public final class LanguageModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LanguageModel.class.getName());

    private final DecoderModel decoder;
    private final JsonNode config;
    private final int context;
    private final Map<String, Array.Floats> adapter;

    private LanguageModel(
            DecoderModel decoder, JsonNode config, int context, Map<String, Array.Floats> adapter) {
        this.decoder = decoder;
        this.config = config;
        this.context = context;
        this.adapter = Map.copyOf(adapter);
    }

    /// @throws StudioException when it is no decoder, or cannot be loaded there
    public static LanguageModel open(ModelFolder model, Device device) {
        var frame = frame(model);
        var graph =
                switch (device) {
                    case Device.Processor _ -> prepared(model);
                    case Device.Cuda _ -> model.file(ModelFolder.DECODER);
                };
        return open(model.path(), graph, frame.context(), device);
    }

    /// Changed by a low-rank adapter.
    ///
    /// @param adapter folder in PEFT's format, for example one of [KeptAdapters]
    /// @throws StudioException likewise, or when the adapter does not fit
    public static LanguageModel open(ModelFolder model, Path adapter, Device device) {
        var inputs = AdapterInputs.read(model, adapter);
        // Of this graph no copy is prepared: the adapter's inputs keep it from being the same.
        var graph = model.file(ModelFolder.DECODER_WITH_ADAPTERS);
        return open(model.path(), graph, frame(model).context(), device, inputs);
    }

    private static Manifest.Frame frame(ModelFolder model) {
        return model.manifest()
                .frame()
                .orElseThrow(() -> new StudioException("models.library.noDecoder", model.id()));
    }

    /// The graph as this kind of processor wants it, made when there is none yet.
    private static Path prepared(ModelFolder model) {
        var graph = model.file(ModelFolder.DECODER);
        try {
            return Prepared.copy(graph, model.file(ModelFolder.PREPARED)).graph();
        } catch (StudioException e) {
            // Only memory is lost: the disk may be too small for a second copy.
            LOG.log(System.Logger.Level.WARNING, "not prepared: " + e.key());
            return graph;
        }
    }

    /// @param folder finished or in the making
    static LanguageModel open(Path folder, Path graph, int context, Device device) {
        return open(folder, graph, context, device, Map.of());
    }

    private static LanguageModel open(
            Path folder,
            Path graph,
            int context,
            Device device,
            Map<String, Array.Floats> adapter) {
        var config = ConfigFile.read(folder, ConfigFile.CONFIG);
        var decoder = DecoderModel.open(graph, device, SessionPlan.usual());
        return new LanguageModel(decoder, config, context, adapter);
    }

    public DecoderModel decoder() {
        return decoder;
    }

    public int context() {
        return context;
    }

    /// A plan for a conversation of at most so many tokens.
    public DecodingPlan plan(int limit) {
        var plan = DecodingPlan.of(Math.min(limit, context)).withAdapter(adapter);
        return hasTwoRows() ? plan.withPositions(new TwoRows(config)).withChunk(context) : plan;
    }

    /// ChatGLM-6B's config alone says that it has positions in two rows; its heirs leave that out.
    private boolean hasTwoRows() {
        return config.path("position_encoding_2d").asBoolean(false)
                || config.has("inner_hidden_size");
    }

    /// The likeliest token again and again; nothing ends it but the number.
    public List<Integer> greedy(int[] prompt, int most) {
        var ids = new ArrayList<Integer>();
        try (var decoding = decoder.start(plan(prompt.length + most))) {
            var logits = new float[decoder.vocabulary()];
            decoding.feed(prompt, logits);
            for (int i = 0; i < most; i++) {
                int best = largest(logits);
                ids.add(best);
                if (i + 1 < most) {
                    decoding.feed(new int[] {best}, logits);
                }
            }
        }
        return ids;
    }

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
