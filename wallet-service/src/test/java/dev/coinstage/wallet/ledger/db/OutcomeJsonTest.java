package dev.coinstage.wallet.ledger.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Operation;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeJsonTest {

    private static final UUID ID = UUID.fromString("0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b00");
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123456Z");

    private final OutcomeJson json = new OutcomeJson();

    private static Outcome.Posted posted(List<Outcome.Posted.Moved> moved) {
        return new Outcome.Posted(
                ID, 7, 42, AT, List.of(new Outcome.Posted.Balance(ID, 5, 3)), moved, "{\"gift\": \"rose\"}");
    }

    static Stream<Outcome> outcomes() {
        return Stream.of(
                posted(List.of()),
                posted(List.of(new Outcome.Posted.Moved(ID, TransferKind.HOLD, 9))),
                new Outcome.NotPermitted("promote-service", Operation.HOLD),
                new Outcome.InsufficientFunds(ID, 5, 3),
                new Outcome.LimitReached(ID, 5, 3),
                new Outcome.AccountFrozen(ID),
                new Outcome.AccountClosed(ID),
                new Outcome.AccountNotEmpty(ID, 5, 3),
                new Outcome.BalanceTooLarge(ID, 5),
                new Outcome.AlreadyBooked(new Claim("APP_STORE", "1"), ID),
                new Outcome.UnknownHold(ID),
                new Outcome.HoldClosed(ID),
                new Outcome.HoldExpired(ID, AT),
                new Outcome.HoldNotExpired(ID),
                new Outcome.CaptureExceedsHold(ID, 5, 3),
                new Outcome.UnknownTransfer(ID),
                new Outcome.NotReversible(ID, TransferKind.HOLD),
                new Outcome.AlreadyReversed(ID, ID),
                new Outcome.FundsMoved(ID, 5, 3));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void what_was_stored_is_read_as_it_was_decided(Outcome outcome) {
        assertThat(json.read(json.write(outcome), Map.of(ID, "{\"gift\": \"rose\"}")))
                .isEqualTo(outcome);
    }

    /** A case that is not listed above could not be stored, and its first caller would get no answer. */
    @Test
    void every_outcome_can_be_stored() {
        var cases = Stream.concat(
                Stream.of(Outcome.Posted.class), Arrays.stream(Outcome.Refusal.class.getPermittedSubclasses()));
        assertThat(outcomes().map(Object::getClass).distinct()).containsExactlyInAnyOrderElementsOf(cases.toList());
    }

    @Test
    void a_posting_is_stored_without_what_its_row_holds_already() {
        assertThat(json.write(posted(List.of())))
                .doesNotContain("detail", "moved")
                .contains("\"type\":\"posted\"");
    }

    @Test
    void an_outcome_that_was_stored_with_its_detail_keeps_it() {
        var stored = "{\"type\":\"posted\",\"posting\":\"" + ID + "\",\"commitSequence\":7,\"sequence\":42,\"at\":\""
                + AT + "\",\"balances\":[],\"detail\":\"{}\"}";
        assertThat(((Outcome.Posted) json.read(stored, Map.of())).detail()).isEqualTo("{}");
    }
}
