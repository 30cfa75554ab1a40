package dev.coinstage.wallet.ledger.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Builds commands whose ids follow from their names, so that two runs of one test build the same. */
final class Chain {

    static final AccountKey ISSUED_COINS = AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN);
    static final AccountKey GIVEN_COINS = AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN);
    static final AccountKey ISSUED_DIAMONDS = AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND);
    static final AccountKey STORE = AccountKey.platform(AccountKind.STORE_CLEARING, Asset.money("USD"));
    static final AccountKey SALES = AccountKey.platform(AccountKind.COIN_SALES, Asset.money("USD"));

    private final String name;
    private final List<Movement> movements = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();

    private Chain(String name) {
        this.name = name;
    }

    static Chain named(String name) {
        return new Chain(name);
    }

    static AccountKey viewer(String name) {
        return new AccountKey(name, AccountKind.VIEWER_COINS, Asset.COIN);
    }

    static AccountKey creator(String name) {
        return new AccountKey(name, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND);
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The lot that the link of that place issues. */
    static UUID lot(String chain, int link) {
        return id("lot of " + chain + " " + link);
    }

    /** A verified purchase: coins for a viewer, and the store's debt. */
    static Command purchase(String name, AccountKey viewer, long coins) {
        return named(name)
                .issue(viewer, coins)
                .move(STORE, SALES, coins, TransferCode.COIN_SALE)
                .claim(name)
                .command();
    }

    /** A gift: coins leave the viewer, diamonds reach the creator. */
    static Command gift(String name, AccountKey viewer, long coins, AccountKey creator, long diamonds) {
        return named(name).spend(viewer, coins).earn(creator, diamonds).command();
    }

    Chain issue(AccountKey viewer, long coins) {
        var source = new LotSource("APP_STORE", name, "US", "USD", coins);
        var lot = new LotEffect.Issue(lot(name, movements.size()), source);
        movements.add(new Movement(link(), ISSUED_COINS, viewer, coins, TransferCode.COIN_PURCHASE, lot));
        return this;
    }

    Chain spend(AccountKey viewer, long coins) {
        return move(viewer, GIVEN_COINS, coins, TransferCode.GIFT_COINS);
    }

    Chain earn(AccountKey creator, long diamonds) {
        return move(ISSUED_DIAMONDS, creator, diamonds, TransferCode.GIFT_DIAMONDS);
    }

    Chain move(AccountKey debit, AccountKey credit, long amount, TransferCode code) {
        movements.add(Movement.of(link(), debit, credit, amount, code));
        return this;
    }

    Chain claim(String value) {
        claims.add(new Claim("APP_STORE", value));
        return this;
    }

    Command command() {
        return new Command(posting(name), "TEST", id("caller"), movements, claims, "{\"name\":\"" + name + "\"}");
    }

    static UUID posting(String name) {
        return id("posting " + name);
    }

    private UUID link() {
        return id("link of " + name + " " + movements.size());
    }
}
