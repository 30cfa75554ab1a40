package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static dev.coinstage.wallet.Ledger.hold;
import static dev.coinstage.wallet.Ledger.link;
import static dev.coinstage.wallet.Ledger.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.coinstage.testing.TokenIssuerResource;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers by account, reference, key and posting; balances as of a commit; statements with holds. */
@WalletTest
class TransferTest {

    @FromAppStore
    AppStoreSigner appStore;

    private final UUID viewer = UUID.randomUUID();
    private final String account =
            AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN).id().toString();
    private final String key = WalletCalls.key();
    private JsonPath held;
    private String hold;
    private long bought;

    @BeforeEach
    void a_hold_of_30_coins_of_which_20_were_captured_and_the_rest_given_back() {
        WalletCalls.buy100(appStore, viewer);
        bought = account("").extract().jsonPath().getLong("commit");
        held = Ledger.post("promote-service", key, posting(hold(viewer, 30)))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        hold = held.getString("results[0].transfers[0].transferId");
        Ledger.promote(link("CAPTURE", "hold", hold, "amount", 20, "releaseRest", true))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse account(String query) {
        return WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts/" + account + query)
                .then();
    }

    private static ValidatableResponse transfers(String query) {
        return WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/transfers?" + query)
                .then();
    }

    @Test
    void an_account_shows_its_transfers_oldest_first() {
        transfers("account=" + account)
                .statusCode(200)
                .body("items.kind", contains("TRANSFER", "HOLD", "CAPTURE", "VOID"))
                .body("items.amount", contains(100, 30, 20, 10))
                .body("items.code", contains("COIN_PURCHASE", "CAMPAIGN_BUDGET", "CAMPAIGN_BUDGET", "CAMPAIGN_BUDGET"))
                .body("items.relatesTo", contains(null, null, hold, hold))
                .body("items[0].creditAccount", equalTo(account))
                .body("items[1].debitAccount", equalTo(account))
                .body("items[1].transferId", equalTo(hold))
                .body("items[1].reference", equalTo("campaign-1"))
                .body("items[1].commit", equalTo(held.getInt("results[0].commitSequence")))
                .body("next", nullValue());
    }

    @Test
    void a_key_a_posting_and_a_reference_lead_to_their_transfers() {
        var posting = held.getString("results[0].postingId");
        transfers("key=" + key).statusCode(200).body("items.transferId", contains(hold));
        transfers("posting=" + posting).statusCode(200).body("items.transferId", contains(hold));
        transfers("reference=campaign-1&limit=200")
                .statusCode(200)
                .body("items.reference", everyItem(equalTo("campaign-1")));
        transfers("reference=nobody-used-this").statusCode(200).body("items", empty());
        WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/postings/" + posting)
                .then()
                .statusCode(200)
                .body("kind", equalTo("campaign.step"))
                .body("reference", equalTo("campaign-1"))
                .body("sequence", equalTo(held.getInt("results[0].sequence")))
                .body("transfers.transferId", contains(hold));
    }

    @Test
    void services_look_transfers_up_on_their_own_path() {
        WalletCalls.with(TokenIssuerResource.current().tokenFor(UUID.randomUUID(), "service"))
                .get("/internal/v1/transfers?key=" + key)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void the_key_of_a_refusal_has_no_transfers() {
        var refused = WalletCalls.key();
        Ledger.post("promote-service", refused, posting(hold(viewer, 1_000)))
                .then()
                .statusCode(200);
        transfers("key=" + refused).statusCode(200).body("items", empty());
    }

    @Test
    void what_is_not_there_is_not_found() {
        transfers("account=" + UUID.randomUUID()).spec(problem(404, "ACCOUNT_NOT_FOUND"));
        transfers("posting=" + UUID.randomUUID()).spec(problem(404, "POSTING_NOT_FOUND"));
        transfers("key=" + WalletCalls.key()).spec(problem(404, "KEY_NOT_FOUND"));
        WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/postings/" + UUID.randomUUID())
                .then()
                .spec(problem(404, "POSTING_NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=5",
                "key=0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a&reference=x",
                "key=x",
                "account=x",
                "reference=x&limit=0",
                "reference=x&limit=201",
                "reference=a%20b"
            })
    void one_filter_is_needed_and_pages_have_1_to_200(String query) {
        transfers(query).spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_cursor_must_be_one_of_ours() {
        transfers("reference=x&after=here").spec(problem(400, "INVALID_CURSOR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "reference"})
    void pages_miss_and_repeat_nothing_while_others_post(String filter) {
        var posted = new AtomicInteger();
        var done = new AtomicBoolean();
        var writer = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                Ledger.promote(hold(viewer, 1), hold(viewer, 1)).then().statusCode(200);
                posted.addAndGet(2);
            }
        });
        var seen = new ArrayList<String>();
        var places = new ArrayList<Long>();
        var asked = filter.equals("account") ? account : "campaign-1";
        var cursor = "";
        while (cursor != null) {
            var page = transfers(filter + "=" + asked + "&limit=3" + cursor)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.transferId"));
            places.addAll(page.getList("items.commit", Long.class));
            done.compareAndSet(false, posted.get() >= 10);
            cursor = page.get("next") == null ? null : "&after=" + page.get("next");
        }
        done.set(true);
        writer.join();

        var all = all(filter + "=" + asked);
        assertThat(seen).doesNotHaveDuplicates().isEqualTo(all.subList(0, seen.size()));
        assertThat(places).isSorted();
    }

    private static List<String> all(String filter) {
        var all = new ArrayList<String>();
        var cursor = "";
        while (cursor != null) {
            var page = transfers(filter + "&limit=200" + cursor).extract().jsonPath();
            all.addAll(page.getList("items.transferId"));
            cursor = page.get("next") == null ? null : "&after=" + page.get("next");
        }
        return all;
    }

    @Test
    void a_statement_tells_holds_from_movements() {
        WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts/" + account + "/statement")
                .then()
                .statusCode(200)
                .body("items.type", contains("VOID", "CAPTURE", "HOLD", "TRANSFER"))
                .body("items.change", contains(0, -20, 0, 100))
                .body("items.balance", contains(80, 80, 100, 100))
                .body("items.heldChange", contains(-10, -20, 30, 0))
                .body("items.held", contains(0, 10, 30, 0));
    }

    @Test
    void a_balance_as_of_a_commit_is_what_it_was_then() {
        var heldAt = held.getInt("results[0].commitSequence");
        assertThat(balance(bought - 1)).containsExactly(0, 0, 0);
        assertThat(balance(bought)).containsExactly(100, 0, 100);
        assertThat(balance(heldAt - 1)).containsExactly(100, 0, 100);
        assertThat(balance(heldAt)).containsExactly(100, 30, 70);
        var now = account("").extract().jsonPath().getLong("commit");
        assertThat(balance(now)).containsExactly(80, 0, 80);
        account("?asOf=" + heldAt).body("commit", equalTo(heldAt)).body("at", equalTo(held.getString("results[0].at")));
    }

    private List<Integer> balance(long commit) {
        var found = account("?asOf=" + commit).statusCode(200).extract().jsonPath();
        return List.of(found.getInt("posted"), found.getInt("pending"), found.getInt("available"));
    }

    @Test
    void limits_count_from_their_commit_on() {
        var limited = Ledger.finance(link("LIMIT", "account", Ledger.coins(viewer), "minimum", 50, "maximum", 1_000))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("results[0].commitSequence");
        assertThat(balance(limited - 1)).containsExactly(80, 0, 80);
        assertThat(balance(limited)).containsExactly(80, 0, 30);
        account("").body("available", equalTo(30));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 40})
    void a_commit_that_is_not_there_is_told_with_the_last_one(long commit) {
        account("?asOf=" + commit)
                .spec(problem(422, "COMMIT_UNKNOWN"))
                .body("last", equalTo(Integer.parseInt(Books.text("SELECT commit_seq FROM ledger_head"))));
        account("?asOf=x").spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void reads_say_for_which_commit_they_are_true() {
        var head = Integer.parseInt(Books.text("SELECT commit_seq FROM ledger_head"));
        account("").body("commit", equalTo(head));
        account("/statement").body("commit", equalTo(head));
        WalletCalls.as(viewer, "viewer").get("/v1/accounts").then().body("items.commit", contains(head));
    }
}
