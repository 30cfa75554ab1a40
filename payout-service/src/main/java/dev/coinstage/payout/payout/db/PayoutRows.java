package dev.coinstage.payout.payout.db;

import dev.coinstage.payout.payout.app.PayoutRecord;
import dev.coinstage.payout.payout.domain.Decision;
import dev.coinstage.payout.payout.domain.Funds;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.PayoutState;
import dev.coinstage.payout.payout.domain.Reason;
import dev.coinstage.payout.payout.domain.Sending;
import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Rows to payouts. */
final class PayoutRows {

    /** A payout with the decision that it may go on by and its attempt. Never locks: see {@link PostgresPayoutStore#lock}. */
    static final String SELECT = """
            SELECT p.*, d.outcome AS decision_outcome, d.decided_at,
                   (SELECT count(*) FROM payout_decision c WHERE c.payout = p.id) AS decisions,
                   a.number, a.key, a.reference, a.decision AS attempt_decision, a.sent_at
              FROM payout p
              LEFT JOIN payout_decision d ON d.payout = p.id AND d.id = p.decision
              LEFT JOIN payout_attempt a ON a.payout = p.id
            """;

    private PayoutRows() {}

    static PayoutRecord record(Row row) {
        return new PayoutRecord(
                row.getUUID("id"),
                row.getUUID("creator"),
                row.getUUID("quote"),
                new PayoutRecord.Target(
                        row.getUUID("method"),
                        row.getString("destination"),
                        row.getString("fingerprint"),
                        instant(row, "method_added_at")),
                payout(row),
                Optional.ofNullable(row.getUUID("hold")),
                row.getInteger("decisions"),
                attempt(row),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getInteger("tries"));
    }

    private static Payout payout(Row row) {
        var currency = row.getString("currency");
        var terms = new Terms(
                new Diamonds(row.getLong("diamonds")),
                new Money(currency, row.getLong("gross_minor")),
                new Money(currency, row.getLong("fee_minor")),
                new Money(currency, row.getLong("tax_minor")),
                new Money(currency, row.getLong("net_minor")));
        return new Payout(
                terms,
                PayoutState.valueOf(row.getString("state")),
                Reason.valueOf(row.getString("reason")),
                Funds.valueOf(row.getString("funds")),
                decision(row),
                row.getBoolean("case_approved"),
                Sending.valueOf(row.getString("sending")),
                row.getInteger("sends"),
                row.getString("provider_id"),
                new Money(currency, row.getLong("returned_minor")));
    }

    private static Decision decision(Row row) {
        var id = row.getUUID("decision");
        return id == null
                ? new Decision.None()
                : new Decision.Made(
                        id, Decision.Outcome.valueOf(row.getString("decision_outcome")), instant(row, "decided_at"));
    }

    private static Optional<PayoutRecord.Attempt> attempt(Row row) {
        if (row.getUUID("key") == null) {
            return Optional.empty();
        }
        return Optional.of(new PayoutRecord.Attempt(
                row.getInteger("number"),
                row.getUUID("key"),
                row.getString("reference"),
                row.getUUID("attempt_decision"),
                Optional.ofNullable(row.getOffsetDateTime("sent_at")).map(OffsetDateTime::toInstant)));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** Null where nothing is decided. */
    static UUID decisionId(Payout payout) {
        return payout.decision() instanceof Decision.Made made ? made.id() : null;
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(PayoutRows::time).orElse(null);
    }
}
