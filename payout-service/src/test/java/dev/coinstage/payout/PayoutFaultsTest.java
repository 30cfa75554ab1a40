package dev.coinstage.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.payout.payout.app.StartupQueries;
import io.restassured.RestAssured;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Peers that are away, crashes between steps, and money that comes back. */
@PayoutTest
class PayoutFaultsTest {

    private final UUID creator = UUID.randomUUID();
    private final StartupQueries startup;

    PayoutFaultsTest(StartupQueries startup) {
        this.startup = startup;
    }

    private UUID processing(String destination) {
        var payout = PayoutCalls.requested(creator, destination);
        PayoutCalls.await(creator, payout, "PROCESSING");
        return payout;
    }

    @Test
    void a_wallet_that_is_away_at_capture_is_asked_until_it_is_back() {
        var payout = processing(Provider.SUCCEEDS);
        Wallet.goAway();
        Provider.tells(payout, "PAID");
        assertThat(PayoutCalls.payout(creator, payout).getString("funds")).isEqualTo("SETTLING");
        Awaitility.await()
                .until(() -> !Rows.of(
                                "SELECT id FROM outgoing_command WHERE subject = ? AND state = 'PENDING' AND attempts > 1",
                                payout.toString())
                        .isEmpty());
        Wallet.comeBack();
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle");
    }

    @Test
    void a_wallet_that_is_away_at_the_freeze_check_lets_nothing_out() {
        Fraud.goAway();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "funds", "HELD");
        Wallet.goAway();
        Fraud.comeBack();
        PayoutCalls.await(creator, payout, "APPROVED");
        assertThat(Provider.calls(payout)).isEmpty();
        Wallet.comeBack();
        PayoutCalls.await(creator, payout, "PROCESSING");
    }

    @Test
    void a_provider_that_is_away_leaves_the_outcome_unknown() {
        Provider.stub().stop();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "OUTCOME_UNKNOWN");
        Provider.stub().start();
        PayoutCalls.await(creator, payout, "PROCESSING");
    }

    /** As a process leaves it that is killed after the commit and before the call, or before it could write the answer. */
    private static void crashDuringTheCall(UUID payout) {
        Rows.change(
                "UPDATE payout SET state = 'SUBMITTING', sending = 'OUT', provider_id = '', due_at = now() WHERE id = ?",
                payout);
    }

    @Test
    void a_crash_during_the_call_is_an_unknown_outcome_and_pays_nobody_twice() {
        var payout = processing(Provider.SUCCEEDS);
        crashDuringTheCall(payout);
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Provider.calls(payout)).hasSize(1);
        assertThat(Rows.of(
                        "SELECT state FROM payout_step WHERE payout = ? AND cause = 'no answer was written'", payout))
                .containsExactly("OUTCOME_UNKNOWN");
    }

    @Test
    void a_crash_after_the_attempt_was_committed_submits_it() {
        Fraud.says(creator, "REVIEW");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "HELD");
        Fraud.says(creator, "ALLOW");
        Rows.change("""
                INSERT INTO payout_attempt (payout, number, key, reference, decision, created_at)
                SELECT id, 1, ?::uuid, ?, gen_random_uuid(), now() FROM payout WHERE id = ?""", PayoutCalls.key(), Provider.reference(payout), payout);
        Rows.change(
                "UPDATE payout SET state = 'SUBMITTING', reason = 'NONE', sending = 'READY', due_at = now() WHERE id = ?",
                payout);
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Provider.calls(payout)).hasSize(1);
    }

    @Test
    void a_crash_between_claim_and_step_is_made_good_when_the_lease_is_over() {
        Fraud.goAway();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "funds", "HELD");
        Rows.change(
                "UPDATE payout SET due_at = now() + interval '1 second', tries = 0, updated_at = now() WHERE id = ?",
                payout);
        Fraud.comeBack();
        PayoutCalls.await(creator, payout, "PROCESSING");
    }

    @Test
    void after_a_start_nothing_is_submitted_before_every_open_payout_was_asked_about() {
        var open = processing(Provider.SUCCEEDS);
        Provider.answersNoQuestions();
        startup.begin();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "SUBMITTING");
        Awaitility.await()
                .until(() -> Rows.of("SELECT tries FROM payout WHERE id = ? AND tries > 2", payout)
                                .size()
                        == 1);
        assertThat(Provider.calls(payout)).isEmpty();
        Provider.answersAgain();
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Rows.state(open)).isEqualTo("PROCESSING");
    }

    @Test
    void a_payout_that_comes_back_gives_the_returned_share_back_and_the_banks_fee_stays_booked() {
        var payout = processing(Provider.SUCCEEDS);
        Provider.tells(payout, "PAID");
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        Provider.tells(payout, "RETURNED", 4_375);
        var back = PayoutCalls.await(creator, payout, "funds", "RETURNED");
        assertThat(back.getString("state")).isEqualTo("RETURNED");
        assertThat(back.getLong("returned.returnedMinor")).isEqualTo(4_375);
        assertThat(back.getLong("returned.keptByBankMinor")).isEqualTo(500);
        // 10,000 diamonds * 4375 / 4875 = 8974.35…, rounded down
        assertThat(back.getLong("returned.diamonds")).isEqualTo(8_974);
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle", "payout.return");
        assertThat(Wallet.link(payout, "payout.return", 0)).isEqualTo(Wallet.read("""
                {"type":"TRANSFER","debit":{"owner":"platform","kind":"PAYOUT_CLEARING","asset":"DIAMOND"},
                 "credit":{"owner":"%s","kind":"CREATOR_DIAMONDS","asset":"DIAMOND"},"amount":8974,"code":"PAYOUT_RETURN"}""".formatted(creator)));
        assertThat(Wallet.link(payout, "payout.return", 1)).isEqualTo(Wallet.read("""
                {"type":"TRANSFER","debit":{"owner":"platform","kind":"PAYOUT_PROVIDER","asset":"USD"},
                 "credit":{"owner":"platform","kind":"CREATOR_PAYOUTS","asset":"USD"},"amount":4375,"code":"PAYOUT_MONEY_RETURN"}"""));
        assertThat(Rows.events(payout))
                .containsExactly("payout.requested", "payout.submitted", "payout.completed", "payout.returned");
    }

    @Test
    void a_return_that_is_told_before_the_payment_books_both() {
        var payout = processing(Provider.SUCCEEDS);
        Provider.moves(payout, "RETURNED", 4_375);
        Provider.tell(Provider.event(payout, "RETURNED", 4_375)).then().statusCode(204);
        Provider.tell(Provider.event(payout, "PAID", 0)).then().statusCode(204);
        PayoutCalls.await(creator, payout, "funds", "RETURNED");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle", "payout.return");
    }

    @Test
    void a_return_to_a_frozen_account_waits_until_it_is_thawed() {
        var payout = processing(Provider.SUCCEEDS);
        Provider.tells(payout, "PAID");
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        Wallet.refuse("payout.return", "ACCOUNT_FROZEN");
        Provider.tells(payout, "RETURNED", 4_000);
        Awaitility.await().until(() -> Wallet.postings(payout).size() >= 4);
        Wallet.refuseNoMore("payout.return");
        PayoutCalls.await(creator, payout, "funds", "RETURNED");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle", "payout.return");
    }

    @Test
    void what_waits_is_told_by_the_metrics() {
        Provider.answersNoQuestions();
        var payout = PayoutCalls.requested(creator, Provider.DROPPED_AFTER);
        PayoutCalls.await(creator, payout, "OUTCOME_UNKNOWN");
        Awaitility.await()
                .untilAsserted(() -> assertThat(RestAssured.get("/q/metrics").asString())
                        .containsPattern("coinstage_payouts\\{state=\"OUTCOME_UNKNOWN\"\\} [1-9]")
                        .contains("coinstage_payouts_unknown_oldest_seconds"));
    }
}
