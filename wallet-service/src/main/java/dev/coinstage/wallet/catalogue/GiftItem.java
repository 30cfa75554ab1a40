package dev.coinstage.wallet.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One version of a gift. */
@Entity
@Immutable
@Table(name = "gift_item")
@IdClass(GiftItem.Version.class)
class GiftItem {

    @Id
    String id;

    @Id
    int version;

    String name;
    long coins;
    long diamonds;

    @Column(name = "valid_from")
    Instant validFrom;

    @Column(name = "valid_until")
    Instant validUntil;

    /** Key of {@link GiftItem}. */
    record Version(String id, int version) implements Serializable {}
}
