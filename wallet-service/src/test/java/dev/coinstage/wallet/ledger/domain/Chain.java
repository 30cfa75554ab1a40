package dev.coinstage.wallet.ledger.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Builds commands whose ids follow from their names, so that two runs of one test build the same. */
final class Chain {

    static final AccountKey ISSUED_COINS = AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN);
    static final AccountKey GIVEN_COINS = AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN);
    static final AccountKey ISSUED_DIAMONDS = AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND);
    static final AccountKey PROMOTE_COINS = AccountKey.platform(AccountKind.PROMOTE_REVENUE, Asset.COIN);
    static final AccountKey PROMOTE_DIAMONDS = AccountKey.platform(AccountKind.PROMOTE_REVENUE, Asset.DIAMOND);
    static final AccountKey PAYOUTS = AccountKey.platform(AccountKind.PAYOUT_CLEARING, Asset.DIAMOND);
    static final AccountKey STORE = AccountKey.platform(AccountKind.STORE_CLEARING, Asset.money("USD"));
    static final AccountKey SALES = AccountKey.platform(AccountKind.COIN_SALES, Asset.money("USD"));

    private final String name;
    private final List<Link> links = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private Authority authority = Permissions.ALL;

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

    static UUID posting(String name) {
        return TransferId.posting(id("posting " + name));
    }

    /** The transfer at that place of the chain, from 0. */
    static UUID transfer(String chain, int place) {
        return TransferId.of(posting(chain), place);
    }

    /** The lot that the transfer at that place issues. */
    static UUID lot(String chain, int place) {
        return transfer(chain, place);
    }

    /** The lot that the transfer at that place brings back as that part, from 0. */
    static UUID part(String chain, int place, int part) {
        return NamedUuid.of(transfer(chain, place), "part " + part);
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
        var lot = new LotEffect.Issue(source);
        return link(new Link.Transfer(ISSUED_COINS, viewer, coins, TransferCode.COIN_PURCHASE, lot));
    }

    Chain spend(AccountKey viewer, long coins) {
        return move(viewer, GIVEN_COINS, coins, TransferCode.GIFT_COINS);
    }

    Chain earn(AccountKey creator, long diamonds) {
        return move(ISSUED_DIAMONDS, creator, diamonds, TransferCode.GIFT_DIAMONDS);
    }

    Chain move(AccountKey debit, AccountKey credit, long amount, TransferCode code) {
        return link(new Link.Transfer(debit, credit, amount, code, LotEffect.NONE));
    }

    Chain balance(AccountKey debit, AccountKey credit, long most, TransferCode code) {
        return link(new Link.Balancing(debit, credit, most, code));
    }

    /** Coins set aside for a campaign, without a time limit. */
    Chain budget(AccountKey viewer, long coins) {
        return link(new Link.Hold(viewer, PROMOTE_COINS, coins, TransferCode.CAMPAIGN_BUDGET, Link.Hold.NEVER));
    }

    /** Coins set aside for an order, until then. */
    Chain order(AccountKey viewer, long coins, Instant expiresAt) {
        return link(new Link.Hold(viewer, PROMOTE_COINS, coins, TransferCode.COIN_ORDER, expiresAt));
    }

    /** Diamonds set aside for a payout. */
    Chain payout(AccountKey creator, long diamonds) {
        return link(new Link.Hold(creator, PAYOUTS, diamonds, TransferCode.PAYOUT, Link.Hold.NEVER));
    }

    /** Diamonds set aside in the creator's favour. */
    Chain promise(AccountKey creator, long diamonds) {
        return link(new Link.Hold(ISSUED_DIAMONDS, creator, diamonds, TransferCode.GIFT_DIAMONDS, Link.Hold.NEVER));
    }

    /** Coins of one viewer that found a lot of another's. */
    Chain handOver(AccountKey from, AccountKey to, long coins) {
        var lot = new LotEffect.Issue(new LotSource("APP_STORE", name, "US", "USD", coins));
        return link(new Link.Transfer(from, to, coins, TransferCode.COIN_PURCHASE, lot));
    }

    Chain capture(UUID hold, long amount) {
        return link(new Link.Capture(hold, amount, false));
    }

    Chain captureAndRelease(UUID hold, long amount) {
        return link(new Link.Capture(hold, amount, true));
    }

    Chain release(UUID hold) {
        return link(new Link.Void(hold));
    }

    Chain expire(UUID hold) {
        return link(new Link.Expire(hold));
    }

    Chain captureAll(String chain) {
        return link(new Link.CaptureAll(posting(chain)));
    }

    Chain releaseAll(String chain) {
        return link(new Link.VoidAll(posting(chain)));
    }

    Chain reverse(UUID transfer) {
        return link(new Link.Reverse(transfer, false));
    }

    Chain forceReverse(UUID transfer) {
        return link(new Link.Reverse(transfer, true));
    }

    Chain freeze(AccountKey account) {
        return link(new Link.Freeze(account));
    }

    Chain unfreeze(AccountKey account) {
        return link(new Link.Unfreeze(account));
    }

    Chain close(AccountKey account) {
        return link(new Link.Close(account));
    }

    Chain limit(AccountKey account, long minimum, long maximum) {
        return link(new Link.Limit(account, minimum, maximum));
    }

    Chain link(Link link) {
        links.add(link);
        return this;
    }

    Chain claim(String value) {
        return claim(new Claim("APP_STORE", value));
    }

    Chain claim(Claim claim) {
        claims.add(claim);
        return this;
    }

    Chain by(Authority caller) {
        authority = caller;
        return this;
    }

    Command command() {
        return new Command(
                posting(name),
                "TEST",
                id("caller"),
                authority,
                Command.NO_REFERENCE,
                links,
                claims,
                "{\"name\":\"" + name + "\"}");
    }
}
