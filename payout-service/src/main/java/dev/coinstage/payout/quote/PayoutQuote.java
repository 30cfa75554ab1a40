package dev.coinstage.payout.quote;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What was offered, never changed. */
@Entity
@Immutable
@Table(name = "payout_quote")
class PayoutQuote {

    @Id
    UUID id;

    UUID creator;
    UUID method;
    long diamonds;
    String currency;

    @Column(name = "rate_micros")
    long rateMicros;

    @Column(name = "gross_minor")
    long grossMinor;

    @Column(name = "fee_minor")
    long feeMinor;

    @Column(name = "tax_minor")
    long taxMinor;

    @Column(name = "net_minor")
    long netMinor;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    Terms terms() {
        return new Terms(
                new Diamonds(diamonds),
                new Money(currency, grossMinor),
                new Money(currency, feeMinor),
                new Money(currency, taxMinor),
                new Money(currency, netMinor));
    }
}
