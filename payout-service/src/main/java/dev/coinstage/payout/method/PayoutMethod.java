package dev.coinstage.payout.method;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Where a creator's money goes. */
@Entity
@Table(name = "payout_method")
class PayoutMethod {

    @Id
    UUID id;

    UUID creator;
    String kind;
    String destination;
    String fingerprint;
    String currency;
    String state;

    @Column(name = "added_at")
    Instant addedAt;
}
