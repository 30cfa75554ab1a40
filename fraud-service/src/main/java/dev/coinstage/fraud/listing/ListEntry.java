package dev.coinstage.fraud.listing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody or something that is allowed, blocked or watched until it expires or is removed. */
@Entity
@Table(name = "list_entry")
class ListEntry {

    /** What is listed. */
    enum Kind {
        USER,
        CARD,
        DESTINATION,
        DOMAIN
    }

    enum Disposition {
        ALLOW,
        BLOCK,
        WATCH
    }

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    Kind kind;

    String value;

    @Enumerated(EnumType.STRING)
    Disposition disposition;

    String reason;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "added_by")
    UUID addedBy;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "removed_by")
    UUID removedBy;

    @Column(name = "removed_at")
    Instant removedAt;
}
