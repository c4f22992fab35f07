package studio.likeness.models.nn;

/// Where the numbers of a resized axis come from.
///
/// @param left of each new number the old one before it, or the nearest
/// @param right the old one after it
/// @param share of the right one, 0 to 1
record TorchPlaces(long[] left, long[] right, float[] share) {
    static TorchPlaces of(long from, int to, Ops.Interpolation how) {
        var places = new TorchPlaces(new long[to], new long[to], new float[to]);
        // In float32, as torch does: at some sizes the rounding decides.
        float scale = (float) from / to;
        for (int i = 0; i < to; i++) {
            float place =
                    switch (how) {
                        case NEAREST -> i * scale;
                        case LINEAR -> Math.max(0, (i + 0.5f) * scale - 0.5f);
                    };
            long left = Math.min((long) place, from - 1);
            places.left[i] = left;
            places.right[i] = Math.min(left + 1, from - 1);
            places.share[i] = place - left;
        }
        return places;
    }
}
