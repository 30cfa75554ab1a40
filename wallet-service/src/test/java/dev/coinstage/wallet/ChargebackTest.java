package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.coinstage.testing.PeersResource;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stolen card's purchase, from the notice to what is taken back and owed; and what the other services are told of it. */
@WalletTest
class ChargebackTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final UUID buyer = UUID.randomUUID();
    private final UUID creator = UUID.randomUUID();
    private final String dispute = "dp_" + UUID.randomUUID();

    @BeforeEach
    void everybodyIsWell() {
        CardProviderResource.takesPayments();
        PeersResource.stub("fraud-service").reset();
        Cards.fraudSays("ALLOW");
    }

    @AfterEach
    void theBooksBalance() {
        Books.assertBalanced();
    }

    private static ValidatableResponse asService(String path, Object... parameters) {
        var token = TokenIssuerResource.current().tokenFor(UUID.randomUUID(), "service");
        return WalletCalls.with(token).get(path, parameters).then();
    }

    private void give(String gift, int quantity) {
        var live = WalletCalls.startLive(creator);
        WalletCalls.give(buyer, WalletCalls.key(), live, gift, quantity).then().statusCode(201);
    }

    private static JsonPath accounts(UUID user) {
        return asService("/internal/v1/users/" + user + "/accounts")
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long posted(UUID user, String kind) {
        var items = accounts(user).<Map<String, Object>>getList("items.findAll { it.kind == '" + kind + "' }");
        return items.isEmpty() ? 0 : ((Number) items.get(0).get("posted")).longValue();
    }

    /** What the feed tells of that dispute, by type. */
    private JsonPath told(String type) {
        var page = await().atMost(LONGEST).until(() -> feed(type), found -> found != null);
        return page;
    }

    private JsonPath feed(String type) {
        var after = "";
        while (true) {
            var page = asService("/events?limit=500&after=" + after)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (page.getList("events").isEmpty()) {
                return null;
            }
            for (int at = 0; at < page.getList("events").size(); at++) {
                var event = "events[" + at + "]";
                if (type.equals(page.getString(event + ".type"))
                        && buyer.toString().equals(page.getString(event + ".data.buyerId"))) {
                    return page.setRootPath(event + ".data.");
                }
            }
            after = page.getString("next");
        }
    }

    private String received(String purchase) {
        Cards.tell(Cards.disputed(dispute, purchase, 739)).then().statusCode(204);
        return told("wallet.chargeback-received").getString("disputeId");
    }

    private static void decided(String disputeId) {
        PeersResource.stub("fraud-service").feed().publish("fraud.dispute.decided", disputeId, """
                {"disputeId": "%s", "decision": "CLAW_BACK"}""".formatted(
                        disputeId));
    }

    @Test
    void a_notice_freezes_the_buyer_and_is_told() {
        var purchase = Cards.bought700(buyer);

        received(purchase);

        var told = told("wallet.chargeback-received");
        assertThat(told.getString("purchaseId")).isEqualTo(Cards.posting(buyer, purchase));
        assertThat(told.getLong("coins")).isEqualTo(700);
        assertThat(told.getString("reason")).isEqualTo("fraudulent");
        assertThat(accounts(buyer).getBoolean("items.find { it.kind == 'VIEWER_COINS' }.frozen"))
                .isTrue();
        var live = WalletCalls.startLive(creator);
        WalletCalls.give(buyer, WalletCalls.key(), live, "rose", 1).then().spec(problem(422, "ACCOUNT_BLOCKED"));
    }

    @Test
    void the_lineage_names_where_the_coins_went() {
        var purchase = Cards.bought700(buyer);
        give("money-gun", 1);
        Ledger.promote(Ledger.hold(buyer, 150)).then().statusCode(200);

        asService("/internal/v1/purchases/" + Cards.posting(buyer, purchase) + "/lineage")
                .statusCode(200)
                .body("buyerId", equalTo(buyer.toString()))
                .body("store", equalTo("CARD"))
                .body("unspent", equalTo(50))
                .body("gifts", hasSize(1))
                .body("gifts[0].creatorId", equalTo(creator.toString()))
                .body("gifts[0].coins", equalTo(500))
                .body("gifts[0].diamonds", equalTo(250))
                .body("campaigns", hasSize(1))
                .body("campaigns[0].coins", equalTo(150))
                .body("reversed", equalTo(false));
        asService("/internal/v1/purchases/" + UUID.randomUUID() + "/lineage").spec(problem(404, "PURCHASE_NOT_FOUND"));
    }

    /** 700 coins of the first purchase and 300 of the second one pay 1,000: of 500 diamonds 350 are tainted. */
    @Test
    void of_a_gift_that_was_paid_from_two_purchases_only_the_part_is_tainted() {
        var first = Cards.bought700(buyer);
        var second = Cards.bought700(buyer);
        give("galaxy", 1);

        asService("/internal/v1/purchases/" + Cards.posting(buyer, first) + "/lineage")
                .body("gifts[0].coins", equalTo(700))
                .body("gifts[0].diamonds", equalTo(350))
                .body("unspent", equalTo(0));
        asService("/internal/v1/purchases/" + Cards.posting(buyer, second) + "/lineage")
                .body("gifts[0].coins", equalTo(300))
                .body("gifts[0].diamonds", equalTo(150))
                .body("unspent", equalTo(400));
    }

    @Test
    void unspent_coins_and_held_budgets_are_taken_back_and_the_rest_is_owed() {
        var purchase = Cards.bought700(buyer);
        give("money-gun", 1);
        Ledger.promote(Ledger.hold(buyer, 150)).then().statusCode(200);
        var disputeId = received(purchase);

        decided(disputeId);

        var told = told("wallet.chargeback-carried-out");
        assertThat(told.getString("disputeId")).isEqualTo(disputeId);
        assertThat(told.getLong("coinsRecovered")).isEqualTo(200);
        assertThat(told.getLong("coinsOwed")).isEqualTo(500);
        assertThat(told.getLong("creators[0].diamondsRecovered")).isEqualTo(250);
        assertThat(told.getLong("creators[0].diamondsOwed")).isZero();
        assertThat(told.getLong("campaigns[0].coins")).isEqualTo(150);
        assertThat(posted(buyer, "VIEWER_COINS")).isZero();
        assertThat(posted(buyer, "VIEWER_RECEIVABLE")).isEqualTo(-500);
        assertThat(posted(creator, "CREATOR_DIAMONDS")).isZero();
        assertThat(posted(UUID.fromString(disputeId), "CHARGEBACK_RECOVERY")).isEqualTo(250);
    }

    @Test
    void diamonds_that_are_gone_are_owed_and_later_gifts_pay_them() {
        var purchase = Cards.bought700(buyer);
        give("money-gun", 1);
        var payout = Ledger.link(
                "HOLD",
                "debit",
                Ledger.diamonds(creator),
                "credit",
                Ledger.account("platform", "PAYOUT_CLEARING", "DIAMOND"),
                "amount",
                240,
                "code",
                "PAYOUT");
        Ledger.post("payout-service", WalletCalls.key(), Ledger.posting(payout))
                .then()
                .statusCode(200);
        var disputeId = received(purchase);

        decided(disputeId);

        var told = told("wallet.chargeback-carried-out");
        assertThat(told.getLong("creators[0].diamondsRecovered")).isEqualTo(10);
        assertThat(told.getLong("creators[0].diamondsOwed")).isEqualTo(240);
        assertThat(posted(creator, "CREATOR_RECEIVABLE")).isEqualTo(-240);

        var fan = UUID.randomUUID();
        Cards.bought700(fan);
        var live = WalletCalls.startLive(creator);
        WalletCalls.give(fan, WalletCalls.key(), live, "money-gun", 1).then().statusCode(201);
        await().atMost(LONGEST).until(() -> posted(creator, "CREATOR_RECEIVABLE") == 0);
        assertThat(accounts(creator).getLong("items.find { it.kind == 'CREATOR_DIAMONDS' }.available"))
                .isEqualTo(10);
    }

    @Test
    void notices_and_decisions_that_come_twice_change_nothing_more() {
        var purchase = Cards.bought700(buyer);
        give("money-gun", 1);
        var disputeId = received(purchase);
        decided(disputeId);
        told("wallet.chargeback-carried-out");
        var before = List.of(posted(buyer, "VIEWER_RECEIVABLE"), posted(creator, "CREATOR_DIAMONDS"));

        decided(disputeId);
        Cards.tell(Cards.disputed(dispute, purchase, 739)).then().statusCode(204);
        Cards.tell(Cards.disputed(dispute, purchase, 739).replace("evt_", "evt_again_"))
                .then()
                .statusCode(204);
        Cards.bought700(UUID.randomUUID());

        assertThat(List.of(posted(buyer, "VIEWER_RECEIVABLE"), posted(creator, "CREATOR_DIAMONDS")))
                .isEqualTo(before);
    }

    @Test
    void a_payment_that_is_disputed_before_it_brought_coins_brings_none() {
        Cards.fraudSays("REVIEW");
        var purchase = Cards.started(buyer, "web.coins.700");
        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);

        Cards.tell(Cards.disputed(dispute, purchase, 739)).then().statusCode(204);

        assertThat(Cards.state(buyer, purchase)).isEqualTo("REFUSED");
        assertThat(posted(buyer, "VIEWER_COINS")).isZero();
    }

    @Test
    void a_notice_about_a_payment_that_is_not_known_yet_is_to_be_told_again() {
        Cards.tell(Cards.disputed(dispute, UUID.randomUUID().toString(), 739))
                .then()
                .spec(problem(503, "NOT_YET"));
    }

    @Test
    void services_may_not_post_as_if_they_were_the_wallet() {
        for (var kind : List.of("purchase", "gift", "chargeback-carried-out")) {
            var posting = Ledger.posting(Ledger.hold(buyer, 1));
            posting.put("kind", kind);
            Ledger.post("promote-service", WalletCalls.key(), posting).then().spec(problem(400, "KIND_RESERVED"));
        }
    }
}
