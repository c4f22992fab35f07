package studio.likeness.models.face.profile;

import java.time.Instant;

/// Of what and with what a face was prepared; the same again gives the same.
///
/// @param original SHA-256 of the photo or clip, 64 hexadecimal digits; empty when unknown
/// @param tools see [FaceTools#id]
/// @param which of the faces, see [#of]
public record FaceOrigin(String original, String tools, String which, Instant at) {
    static final FaceOrigin UNKNOWN = new FaceOrigin("", "", "", Instant.EPOCH);

    static FaceOrigin of(String original, String tools, Which which) {
        return new FaceOrigin(original, tools, which.toString(), Instant.now());
    }

    /// Whether preparing that would give the same.
    public boolean isOf(String bytes, String with, Which chosen) {
        return original.equals(bytes) && tools.equals(with) && which.equals(chosen.toString());
    }
}
