package studio.likeness.corpus.store;

import java.time.Instant;

/// On what basis a likeness may be made; asked for when a persona is created and kept with it.
///
/// @param subject whose likeness it is
/// @param grantedBy who says so: the person, or who speaks for them
/// @param statementMedia the SHA-256 of a recorded statement in the persona's media, or empty
public record Consent(
        String subject,
        Basis basis,
        String grantedBy,
        String note,
        Instant at,
        String statementMedia) {
    public enum Basis {
        /// The person themself agreed.
        SELF,
        /// The person agreed, in writing or on a recording, and someone else does the work.
        GRANTED,
        /// The person has died and their family or heirs agreed.
        FAMILY,
        /// Nobody real.
        FICTIONAL
    }

    public Consent withStatement(String sha256) {
        return new Consent(subject, basis, grantedBy, note, at, sha256);
    }
}
