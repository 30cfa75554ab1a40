package dev.coinstage.wallet.live;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A creator's live stream. */
@Entity
@Table(name = "live")
class Live {

    @Id
    UUID id;

    UUID creator;
    String title;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;
}
