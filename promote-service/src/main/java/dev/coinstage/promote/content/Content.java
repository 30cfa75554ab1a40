package dev.coinstage.promote.content;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A video or a Live that its creator may have boosted. */
@Entity
@Table(name = "content")
class Content {

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    ContentView.Kind kind;

    UUID owner;
    String title;
    String link;

    @Column(name = "created_at")
    Instant createdAt;
}
