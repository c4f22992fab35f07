package studio.likeness.models.download;

import java.net.http.HttpHeaders;

/// By what a server tells one version of a file from another.
///
/// @param etag empty where it sends none
/// @param modified as in `Last-Modified`, empty where it sends none
record Validators(String etag, String modified) {
    static Validators of(HttpHeaders headers) {
        return new Validators(
                headers.firstValue("ETag").orElse(""),
                headers.firstValue("Last-Modified").orElse(""));
    }

    /// What `If-Range` may carry; empty when ranges of two versions could not be told apart.
    String condition() {
        return etag.startsWith("\"") ? etag : modified;
    }

    /// Whether both can be of one version.
    boolean agree(Validators other) {
        return (etag.isEmpty() || other.etag.isEmpty() || etag.equals(other.etag))
                && (modified.isEmpty()
                        || other.modified.isEmpty()
                        || modified.equals(other.modified)
                        // Mirrors of one file differ in their dates, not in a strong tag.
                        || (etag.startsWith("\"") && etag.equals(other.etag)));
    }
}
