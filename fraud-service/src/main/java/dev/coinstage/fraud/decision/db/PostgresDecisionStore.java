package dev.coinstage.fraud.decision.db;

import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.decision.app.DecisionStore;
import dev.coinstage.fraud.decision.app.DecisionView;
import dev.coinstage.fraud.decision.app.Question;
import dev.coinstage.fraud.decision.domain.Action;
import dev.coinstage.fraud.decision.domain.Features;
import dev.coinstage.fraud.decision.domain.Outcome;
import dev.coinstage.fraud.decision.domain.Reason;
import dev.coinstage.fraud.decision.domain.RuleSettings;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

@ApplicationScoped
class PostgresDecisionStore implements DecisionStore {

    /** A number of our own from the user's id: two users who share one only wait for each other. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock($1)";

    private static final String INSERT = """
            WITH seen_user AS (
                INSERT INTO user_seen (user_id, first_seen_at) VALUES ($4, $15) ON CONFLICT DO NOTHING
            ), seen_print AS (
                INSERT INTO fingerprint_seen (kind, fingerprint, user_id, first_seen_at)
                SELECT $16, $17, $4, $15 WHERE $17::text <> '' ON CONFLICT DO NOTHING
            )
            INSERT INTO decision (id, action, subject_id, user_id, asset, units, value_cents, outcome, score, reason_codes, case_id,
                                  rules_version, features, caller, decided_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::jsonb, $14, $15)""";

    private static final String KEEP_RULES = """
            INSERT INTO rule_set (version, settings, first_used_at) VALUES ($1, $2::text::jsonb, $3) ON CONFLICT DO NOTHING""";

    private static final String BY_ID = """
            SELECT id, action, subject_id, user_id, outcome, score, reason_codes, case_id, rules_version, decided_at
              FROM decision WHERE id = $1""";

    private final Pool pool;
    private final FeatureReads reads;
    private final Json json;

    PostgresDecisionStore(Pool pool, FeatureReads reads, Json json) {
        this.pool = pool;
        this.reads = reads;
        this.json = json;
    }

    @Override
    public Uni<Void> lockUser(SqlConnection tx, UUID userId) {
        return tx.preparedQuery(LOCK)
                .execute(Rows.values(userId.getMostSignificantBits() ^ userId.getLeastSignificantBits()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Known> known(SqlConnection tx, Question question, Instant now) {
        return reads.known(tx, question, now);
    }

    @Override
    public Uni<Void> insert(SqlConnection tx, Question question, DecisionView decision, Features features) {
        var print = question.fingerprint().orElse(new Question.Listed("CARD", ""));
        return tx.preparedQuery(INSERT)
                .execute(Rows.values(
                        decision.decisionId(),
                        decision.action(),
                        decision.subjectId(),
                        decision.userId(),
                        question.asset(),
                        question.units(),
                        question.value().cents(),
                        decision.outcome(),
                        (short) decision.score(),
                        decision.reasonCodes().stream().map(Enum::name).toArray(String[]::new),
                        decision.caseId(),
                        decision.rulesVersion(),
                        json.write(features),
                        question.caller(),
                        decision.decidedAt(),
                        print.kind(),
                        print.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> keepRules(SqlConnection tx, String version, RuleSettings settings, Instant now) {
        return tx.preparedQuery(KEEP_RULES)
                .execute(Rows.values(version, json.write(settings), now))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<DecisionView>> byId(UUID id) {
        return pool.preparedQuery(BY_ID)
                .execute(Rows.values(id))
                .map(rows -> Rows.first(rows, PostgresDecisionStore::view));
    }

    private static DecisionView view(Row row) {
        return new DecisionView(
                row.getUUID("id"),
                Action.valueOf(row.getString("action")),
                row.getUUID("subject_id"),
                row.getUUID("user_id"),
                Outcome.valueOf(row.getString("outcome")),
                row.getShort("score"),
                Stream.of(row.getArrayOfStrings("reason_codes"))
                        .map(Reason::valueOf)
                        .toList(),
                row.getUUID("case_id"),
                row.getString("rules_version"),
                Rows.moment(row, "decided_at"));
    }
}
