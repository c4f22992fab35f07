package studio.likeness.models.voice.noise;

import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// Opens the best remover of noise that is at hand.
public final class NoiseRemovals {
    private NoiseRemovals() {}

    /// The newest installed network, else FFmpeg's filter.
    public static NoiseRemoval open(ModelFolders models, Device device) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.NOISE_REMOVAL)
                .reduce((_, newer) -> newer)
                .<NoiseRemoval>map(model -> GtcrnNoise.open(model.file(GtcrnNoise.GRAPH), device))
                .orElseGet(FilterNoise::new);
    }
}
