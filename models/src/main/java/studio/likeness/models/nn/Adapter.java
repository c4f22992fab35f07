package studio.likeness.models.nn;

import java.util.Optional;

/// Low-rank changes of linear maps (Hu et al. 2021): `y += scaling * B(A(x))`.
public interface Adapter {
    /// One map's change.
    ///
    /// @param a `[rank, in]`, row-major
    /// @param b `[out, rank]`, row-major
    record Delta(float[] a, float[] b, int rank, float scaling) {}

    /// @param name of the linear map, as published, without `.weight`
    Optional<Delta> of(String name);

    static Adapter none() {
        return _ -> Optional.empty();
    }
}
