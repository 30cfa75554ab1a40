package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WalletTest
class PurchaseTest {

    private static final String PRODUCT = "dev.coinstage.coins.100";

    @FromAppStore
    AppStoreSigner appStore;

    private final UUID viewer = UUID.randomUUID();

    @AfterEach
    void the_books_balance() {
        Books.assertBalanced();
    }

    private Map<String, Object> sale() {
        return AppStoreResource.sale(viewer, PRODUCT, 1290);
    }

    @Test
    void a_purchase_credits_its_coins_books_its_money_and_has_a_receipt() {
        var sale = sale();
        var id = WalletCalls.purchase(viewer, WalletCalls.key(), appStore.sign(sale))
                .then()
                .statusCode(201)
                .body("coins", equalTo(100))
                .body("balance", equalTo(100))
                .body("price.currency", equalTo("USD"))
                .body("price.amountMinor", equalTo(129))
                .extract()
                .<String>path("id");

        WalletCalls.as(viewer, "viewer")
                .get("/v1/app-store-purchases/" + id)
                .then()
                .statusCode(200)
                .body("storeTransactionId", equalTo(sale.get("transactionId")))
                .body("productId", equalTo(PRODUCT));
        assertThat(Books.text(
                        "SELECT coins || ' ' || region || ' ' || currency || ' ' || price_minor FROM lot WHERE store_reference = '"
                                + sale.get("transactionId") + "'"))
                .isEqualTo("100 US USD 129");
        assertThat(Books.text(
                        "SELECT sum(amount) FROM transfer t JOIN posting p ON p.seq = t.posting_seq WHERE code = 11 AND p.id = '"
                                + id + "'"))
                .isEqualTo("129");
    }

    @Test
    void a_quantity_multiplies_the_coins_but_not_the_price_which_apple_states_in_total() {
        var sale = sale();
        sale.put("quantity", 3);
        sale.put("price", 3870);
        WalletCalls.purchase(viewer, WalletCalls.key(), appStore.sign(sale))
                .then()
                .statusCode(201)
                .body("coins", equalTo(300))
                .body("price.amountMinor", equalTo(387));
    }

    @Test
    void a_receipt_is_shown_to_its_buyer_alone() {
        var id = WalletCalls.purchase(viewer, WalletCalls.key(), appStore.sign(sale()))
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        WalletCalls.as(UUID.randomUUID(), "viewer")
                .get("/v1/app-store-purchases/" + id)
                .then()
                .spec(problem(404, "PURCHASE_NOT_FOUND"));
    }

    @Test
    void a_replay_with_the_same_key_answers_the_same() {
        var key = WalletCalls.key();
        var signed = appStore.sign(sale());
        var first = WalletCalls.purchase(viewer, key, signed);
        var replay = WalletCalls.purchase(viewer, key, signed);
        replay.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
    }

    @Test
    void a_transaction_is_credited_once_whatever_the_keys() {
        var signed = appStore.sign(sale());
        var id = WalletCalls.purchase(viewer, WalletCalls.key(), signed)
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var before = Books.state();
        WalletCalls.purchase(viewer, WalletCalls.key(), signed)
                .then()
                .spec(problem(409, "RECEIPT_ALREADY_CREDITED"))
                .body("purchaseId", equalTo(id));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void a_transaction_sent_by_twenty_at_once_is_credited_once() throws InterruptedException {
        var signed = appStore.sign(sale());
        var calls = new ArrayList<Callable<Integer>>();
        for (int call = 0; call < 20; call++) {
            calls.add(() ->
                    WalletCalls.purchase(viewer, WalletCalls.key(), signed).statusCode());
        }
        var threads = Executors.newFixedThreadPool(20);
        try {
            var statuses =
                    threads.invokeAll(calls).stream().map(PurchaseTest::now).toList();
            assertThat(statuses).containsOnlyOnce(201);
            assertThat(statuses.stream().filter(status -> status == 409)).hasSize(19);
        } finally {
            threads.shutdown();
        }
    }

    private static int now(Future<Integer> status) {
        try {
            return status.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_key_with_another_transaction_is_a_conflict() {
        var key = WalletCalls.key();
        WalletCalls.purchase(viewer, key, appStore.sign(sale())).then().statusCode(201);
        WalletCalls.purchase(viewer, key, appStore.sign(sale())).then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    @ParameterizedTest
    @CsvSource({
        "bundleId,             com.example.other,    OTHER_APP",
        "environment,          Production,           OTHER_ENVIRONMENT",
        "environment,          Xcode,                OTHER_ENVIRONMENT",
        "type,                 Non-Consumable,       NOT_A_COIN_PURCHASE",
        "inAppOwnershipType,   FAMILY_SHARED,        NOT_A_COIN_PURCHASE",
        "storefront,           XXX,                  INCOMPLETE",
        "currency,             XXX,                  INCOMPLETE",
        "currency,             dollars,              INCOMPLETE",
    })
    void a_receipt_that_is_not_for_us_is_refused_and_changes_nothing(String claim, String value, String reason) {
        refused(Map.of(claim, value), reason);
    }

    @Test
    void a_receipt_that_lacks_something_is_refused_and_changes_nothing() {
        refused(Map.of("revocationDate", System.currentTimeMillis()), "REVOKED");
        refused(Map.of("price", 0), "INCOMPLETE");
        refused(Map.of("price", -1290), "INCOMPLETE");
        refused(Map.of("price", 1295), "INCOMPLETE");
        refused(Map.of("price", Long.MAX_VALUE - 7), "INCOMPLETE");
        refused(Map.of("quantity", 0), "INCOMPLETE");
        var unbound = sale();
        unbound.remove("appAccountToken");
        refused(appStore.sign(unbound), "NOT_BOUND");
    }

    private void refused(Map<String, Object> claims, String reason) {
        var sale = new HashMap<>(sale());
        sale.putAll(claims);
        refused(appStore.sign(sale), reason);
    }

    private void refused(String signed, String reason) {
        var before = Books.state();
        WalletCalls.purchase(viewer, WalletCalls.key(), signed)
                .then()
                .spec(problem(422, "RECEIPT_REFUSED"))
                .body("reason", equalTo(reason));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void an_altered_receipt_is_refused_and_changes_nothing() {
        var parts = appStore.sign(sale()).split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1])).replace("coins.100\"", "coins.35000\"");
        var altered = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes()) + "."
                + parts[2];
        refused(altered, "NOT_GENUINE");
    }

    @Test
    void a_receipt_under_another_root_is_refused_and_changes_nothing() {
        refused(new AppStoreSigner().sign(sale()), "NOT_GENUINE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30."})
    void what_is_no_receipt_at_all_is_refused(String text) {
        refused(text, "NOT_GENUINE");
    }

    @Test
    void anothers_receipt_is_refused_and_changes_nothing() {
        var before = Books.state();
        WalletCalls.purchase(UUID.randomUUID(), WalletCalls.key(), appStore.sign(sale()))
                .then()
                .spec(problem(422, "RECEIPT_OF_ANOTHER_USER"));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void a_product_without_coins_is_refused_and_changes_nothing() {
        var before = Books.state();
        var signed = appStore.sign(AppStoreResource.sale(viewer, "dev.coinstage.stickers", 1290));
        WalletCalls.purchase(viewer, WalletCalls.key(), signed)
                .then()
                .spec(problem(422, "PRODUCT_NOT_SOLD"))
                .body("productId", equalTo("dev.coinstage.stickers"));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void what_the_ledger_has_written_cannot_be_changed_or_deleted() {
        WalletCalls.purchase(viewer, WalletCalls.key(), appStore.sign(sale()))
                .then()
                .statusCode(201);
        for (var change : List.of(
                "UPDATE transfer SET amount = amount + 1",
                "DELETE FROM transfer",
                "TRUNCATE posting CASCADE",
                "DELETE FROM booked_claim",
                "UPDATE posting_batch SET id = gen_random_uuid()",
                "DELETE FROM account",
                "DELETE FROM lot",
                "UPDATE idempotency_outcome SET outcome = '{}'")) {
            assertThat(Books.refusal(change)).as(change).contains("never changed or deleted");
        }
    }

    @Test
    void a_balance_below_zero_is_refused_by_the_database_itself() {
        WalletCalls.purchase(viewer, WalletCalls.key(), appStore.sign(sale()))
                .then()
                .statusCode(201);
        assertThat(Books.refusal(
                        "UPDATE account SET debits_posted = credits_posted + 1 WHERE owner = '" + viewer + "'"))
                .contains("account_check");
    }
}
