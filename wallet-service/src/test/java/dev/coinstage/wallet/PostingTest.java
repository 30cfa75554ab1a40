package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static dev.coinstage.wallet.Ledger.coins;
import static dev.coinstage.wallet.Ledger.diamonds;
import static dev.coinstage.wallet.Ledger.finance;
import static dev.coinstage.wallet.Ledger.hold;
import static dev.coinstage.wallet.Ledger.link;
import static dev.coinstage.wallet.Ledger.posting;
import static dev.coinstage.wallet.Ledger.promote;
import static dev.coinstage.wallet.Ledger.revenue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds, captures, reversals and flags, as the other services and finance ask for them. */
@WalletTest
class PostingTest {

    @FromAppStore
    AppStoreSigner appStore;

    private final UUID viewer = UUID.randomUUID();
    private final UUID creator = UUID.randomUUID();

    @BeforeEach
    void a_viewer_has_100_coins() {
        WalletCalls.buy100(appStore, viewer);
    }

    @AfterEach
    void the_books_balance() {
        Books.assertBalanced();
    }

    private UUID account() {
        return AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN).id();
    }

    @Test
    void a_hold_sets_coins_aside_captures_take_of_them_and_the_rest_comes_back() {
        var held = promote(hold(viewer, 80));
        held.then()
                .statusCode(200)
                .body("results[0].status", equalTo("POSTED"))
                .body("results[0].commitSequence", greaterThan(0))
                .body("results[0].balances[0].account", equalTo(account().toString()))
                .body("results[0].balances[0].posted", equalTo(100))
                .body("results[0].balances[0].available", equalTo(20))
                .body("results[0].transfers[0].kind", equalTo("HOLD"));
        var hold = Ledger.transfer(held);

        promote(link("CAPTURE", "hold", hold, "amount", 30))
                .then()
                .body("results[0].balances[0].posted", equalTo(70))
                .body("results[0].balances[0].available", equalTo(20));
        promote(link("CAPTURE", "hold", hold, "amount", 10, "releaseRest", true))
                .then()
                .body("results[0].transfers.kind", contains("CAPTURE", "VOID"))
                .body("results[0].transfers.amount", contains(10, 40))
                .body("results[0].balances[0].available", equalTo(60));
        promote(link("CAPTURE", "hold", hold, "amount", 1))
                .then()
                .body("results[0].status", equalTo("REFUSED"))
                .body("results[0].refusal.code", equalTo("HOLD_CLOSED"));
    }

    @Test
    void coins_that_came_back_are_spent_first_and_know_their_purchase() {
        WalletCalls.buy100(appStore, viewer);
        var hold = Ledger.transfer(promote(hold(viewer, 150)));
        promote(link("VOID", "hold", hold)).then().body("results[0].balances[0].available", equalTo(200));

        var live = WalletCalls.startLive(creator);
        WalletCalls.give(viewer, WalletCalls.key(), live, "finger-heart", 1)
                .then()
                .statusCode(201);

        assertThat(Books.text("SELECT count(*) FROM lot WHERE parent IS NOT NULL AND account = '" + account() + "'"))
                .isEqualTo("2");
        assertThat(Books.text("SELECT count(DISTINCT store_reference) FROM lot WHERE account = '" + account() + "'"))
                .isEqualTo("2");
        assertThat(Books.text(
                        "SELECT string_agg(remaining::text, ',' ORDER BY l.ordinal) FROM lot l JOIN lot_balance b "
                                + "USING (id) WHERE l.account = '" + account() + "'"))
                .isEqualTo("95,50,0,50");
    }

    @Test
    void a_capture_beyond_the_hold_is_refused_and_changes_nothing() {
        var hold = Ledger.transfer(promote(hold(viewer, 80)));
        var before = Books.state();
        promote(link("CAPTURE", "hold", hold, "amount", 81))
                .then()
                .body("results[0].refusal.code", equalTo("CAPTURE_EXCEEDS_HOLD"))
                .body("results[0].refusal.values.needed", equalTo(81))
                .body("results[0].refusal.values.available", equalTo(80));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void one_refused_link_refuses_its_chain_and_no_other() {
        var before = Ledger.available(viewer);
        Ledger.post(
                        "promote-service",
                        WalletCalls.key(),
                        posting(hold(viewer, 10), hold(viewer, 1_000)),
                        posting(hold(viewer, 5)))
                .then()
                .statusCode(200)
                .body("results.status", contains("REFUSED", "POSTED"))
                .body("results[0].refusal.code", equalTo("INSUFFICIENT_FUNDS"))
                .body("results[0].refusal.values.available", equalTo(90));
        assertThat(Ledger.available(viewer)).isEqualTo(before - 5);
    }

    @Test
    void success_and_refusal_are_sticky() {
        var key = WalletCalls.key();
        var good = posting(hold(viewer, 60));
        var bad = posting(hold(viewer, 60));
        var first = Ledger.post("promote-service", key, good, bad);
        first.then().body("results.status", contains("POSTED", "REFUSED"));
        WalletCalls.buy100(appStore, viewer);

        var again = Ledger.post("promote-service", key, good, bad);
        again.then()
                .header("Idempotency-Replayed", "true")
                .body("results.status", contains("POSTED", "REFUSED"))
                .body("results.replayed", everyItem(equalTo(true)))
                .body("results[0].postingId", equalTo(first.path("results[0].postingId")))
                .body("results[0].commitSequence", equalTo(first.path("results[0].commitSequence")));
        Ledger.post("promote-service", key, posting(hold(viewer, 61)), bad)
                .then()
                .spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
        assertThat(Ledger.available(viewer)).isEqualTo(140);
    }

    @Test
    void a_whole_chain_is_captured_or_voided_at_once() {
        var held = promote(hold(viewer, 10), hold(viewer, 20));
        String posting = held.path("results[0].postingId");
        promote(link("CAPTURE", "hold", Ledger.transfer(held), "amount", 4));
        promote(link("CAPTURE_ALL", "posting", posting))
                .then()
                .body("results[0].transfers.amount", contains(6, 20))
                .body("results[0].balances[0].posted", equalTo(70));
        promote(link("VOID_ALL", "posting", posting)).then().body("results[0].refusal.code", equalTo("HOLD_CLOSED"));

        String other = promote(hold(viewer, 10), hold(viewer, 20)).path("results[0].postingId");
        promote(link("VOID_ALL", "posting", other)).then().body("results[0].balances[0].available", equalTo(70));
    }

    @Test
    void a_hold_whose_time_is_over_comes_back_by_itself() {
        var until = Instant.now().plusMillis(300);
        var order = link(
                "HOLD",
                "debit",
                coins(viewer),
                "credit",
                revenue(),
                "amount",
                40,
                "code",
                "COIN_ORDER",
                "expiresAt",
                until.toString());
        var hold = Ledger.transfer(promote(order));
        assertThat(Ledger.available(viewer)).isEqualTo(60);
        await().untilAsserted(() -> assertThat(Ledger.available(viewer)).isEqualTo(100));
        promote(link("CAPTURE", "hold", hold, "amount", 1))
                .then()
                .body("results[0].refusal.code", equalTo("HOLD_CLOSED"));
    }

    @Test
    void a_reserve_has_no_time_limit() {
        var reserve = hold(viewer, 10);
        reserve.put("expiresAt", Instant.now().plusSeconds(60).toString());
        promote(reserve).then().spec(problem(400, "INVALID_LINK"));
    }

    @Test
    void a_transfer_is_reversed_once_and_only_while_the_units_are_there() {
        var live = WalletCalls.startLive(creator);
        String gift = WalletCalls.give(viewer, WalletCalls.key(), live, "finger-heart", 2)
                .path("id");
        var spent = transferOf(gift, 0);
        var earned = transferOf(gift, 1);
        finance(link("REVERSE", "transfer", spent), link("REVERSE", "transfer", earned))
                .then()
                .body("results[0].transfers.kind", contains("REVERSAL", "REVERSAL"));
        assertThat(Ledger.available(viewer)).isEqualTo(100);
        finance(link("REVERSE", "transfer", spent)).then().body("results[0].refusal.code", equalTo("ALREADY_REVERSED"));
    }

    @Test
    void a_purchase_that_was_spent_is_reversed_by_force_only_and_leaves_a_debt() {
        var live = WalletCalls.startLive(creator);
        WalletCalls.give(viewer, WalletCalls.key(), live, "finger-heart", 2)
                .then()
                .statusCode(201);
        var purchase = Books.text("SELECT p.id FROM posting p WHERE kind = 'purchase' AND caller = '" + viewer + "'");
        var credited = transferOf(purchase, 0);
        finance(link("REVERSE", "transfer", credited))
                .then()
                .body("results[0].refusal.code", equalTo("FUNDS_MOVED"))
                .body("results[0].refusal.values.available", equalTo(90));
        finance(link("REVERSE", "transfer", credited, "forced", true))
                .then()
                .body("results[0].transfers.amount", contains(90, 10));
        assertThat(Books.text(
                        "SELECT credits_posted - debits_posted FROM account WHERE kind = 'VIEWER_RECEIVABLE' AND owner = '"
                                + viewer + "'"))
                .isEqualTo("-10");
    }

    private static String transferOf(String posting, int place) {
        return dev.coinstage.wallet.ledger.domain.TransferId.of(UUID.fromString(posting), place)
                .toString();
    }

    @Test
    void a_frozen_account_gives_and_holds_nothing_but_what_it_held_is_captured() {
        var hold = Ledger.transfer(promote(hold(viewer, 10)));
        Ledger.post("fraud-service", WalletCalls.key(), posting(link("FREEZE", "account", coins(viewer))))
                .then()
                .body("results[0].status", equalTo("POSTED"));
        promote(hold(viewer, 1)).then().body("results[0].refusal.code", equalTo("ACCOUNT_FROZEN"));
        var live = WalletCalls.startLive(creator);
        WalletCalls.give(viewer, WalletCalls.key(), live, "finger-heart", 1)
                .then()
                .spec(problem(422, "ACCOUNT_BLOCKED"));
        promote(link("CAPTURE", "hold", hold, "amount", 10)).then().body("results[0].status", equalTo("POSTED"));

        finance(link("UNFREEZE", "account", coins(viewer))).then().body("results[0].status", equalTo("POSTED"));
        WalletCalls.give(viewer, WalletCalls.key(), live, "finger-heart", 1)
                .then()
                .statusCode(201);
    }

    @Test
    void limits_count_holds_and_only_an_empty_account_is_closed() {
        finance(link("LIMIT", "account", coins(viewer), "minimum", 30, "maximum", 500))
                .then()
                .body("results[0].balances[0].available", equalTo(70));
        promote(hold(viewer, 71)).then().body("results[0].refusal.values.available", equalTo(70));
        finance(link("CLOSE", "account", coins(viewer)))
                .then()
                .body("results[0].refusal.code", equalTo("ACCOUNT_NOT_EMPTY"));
        finance(link("CLOSE", "account", diamonds(UUID.randomUUID())))
                .then()
                .body("results[0].status", equalTo("POSTED"));
    }

    @Test
    void a_balancing_transfer_takes_what_there_is() {
        var rest = link("BALANCING", "debit", coins(viewer), "credit", revenue(), "amount", 500, "code", "COIN_ORDER");
        promote(rest).then().body("results[0].transfers.amount", contains(100));
        promote(rest)
                .then()
                .body("results[0].refusal.code", equalTo("INSUFFICIENT_FUNDS"))
                .body("results[0].transfers", nullValue());
    }

    @Test
    void a_request_has_a_thousand_links_in_chains_of_up_to_32() {
        var chain = posting(manyTransfers(1));
        Ledger.post("promote-service", WalletCalls.key(), Collections.nCopies(100, chain))
                .then()
                .statusCode(200)
                .body("results", hasSize(100))
                .body("results.status", everyItem(equalTo("POSTED")));
        var longest = posting(manyTransfers(32));
        Ledger.post("promote-service", WalletCalls.key(), Collections.nCopies(32, longest))
                .then()
                .spec(problem(400, "TOO_MANY_LINKS"))
                .body("limit", equalTo(1000));
        Ledger.post("promote-service", WalletCalls.key(), Collections.nCopies(31, longest))
                .then()
                .statusCode(200)
                .body("results", hasSize(31));
        Ledger.post("promote-service", WalletCalls.key(), posting(manyTransfers(33)))
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
    }

    private List<Ledger.Json> manyTransfers(int links) {
        return Collections.nCopies(
                links,
                link("TRANSFER", "debit", coins(viewer), "credit", revenue(), "amount", 1, "code", "COIN_ORDER"));
    }

    @Test
    void a_link_that_makes_no_sense_is_refused_with_its_place() {
        var before = Books.state();
        for (var wrong : List.of(
                link("HOLD", "debit", coins(viewer), "credit", revenue(), "amount", 5),
                link("VOID", "hold", UUID.randomUUID(), "amount", 5),
                link("CAPTURE", "hold", UUID.randomUUID(), "amount", 0),
                link("TRANSFER", "debit", coins(viewer), "credit", diamonds(viewer), "amount", 1, "code", "COIN_ORDER"),
                link("TRANSFER", "debit", revenue(), "credit", coins(viewer), "amount", 1, "code", "COIN_PURCHASE"),
                link("FREEZE", "account", Ledger.account("platform", "VIEWER_COINS", "COIN")),
                link("FREEZE", "account", Ledger.account(viewer, "VIEWER_COINS", "USD")),
                link("LIMIT", "account", coins(viewer), "minimum", 5, "maximum", 4))) {
            promote(hold(viewer, 1), wrong)
                    .then()
                    .spec(problem(400, "INVALID_LINK"))
                    .body("posting", equalTo(0))
                    .body("link", equalTo(1));
        }
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void what_does_not_exist_is_told() {
        var nothing = UUID.randomUUID();
        promote(link("VOID", "hold", nothing)).then().body("results[0].refusal.code", equalTo("HOLD_NOT_FOUND"));
        promote(link("VOID_ALL", "posting", nothing)).then().body("results[0].refusal.code", equalTo("HOLD_NOT_FOUND"));
        finance(link("REVERSE", "transfer", nothing))
                .then()
                .body("results[0].refusal.code", equalTo("TRANSFER_NOT_FOUND"));
    }
}
