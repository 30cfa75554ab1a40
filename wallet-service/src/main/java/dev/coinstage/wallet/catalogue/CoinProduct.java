package dev.coinstage.wallet.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** What a store sells: so many coins under one product id. */
@Entity
@Immutable
@Table(name = "coin_product")
class CoinProduct {

    @Id
    String id;

    String platform;
    long coins;
}
