package dev.coinstage.wallet.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One version of a product's price in a region. */
@Entity
@Immutable
@Table(name = "coin_price")
@IdClass(CoinPrice.Version.class)
class CoinPrice {

    @Id
    @ManyToOne(optional = false)
    @JoinColumn(name = "product")
    CoinProduct product;

    @Id
    String region;

    @Id
    int version;

    String currency;

    @Column(name = "amount_minor")
    long amountMinor;

    @Column(name = "valid_from")
    Instant validFrom;

    @Column(name = "valid_until")
    Instant validUntil;

    /** Key of {@link CoinPrice}. */
    record Version(String product, String region, int version) implements Serializable {}
}
