package dev.coinstage.fraud.casework.domain;

import java.util.UUID;

/** Who works on a case. */
public record Worker(UUID id, boolean isLead) {

    /** The role by which they do. */
    public String role() {
        return isLead ? "security-lead" : "security-analyst";
    }
}
