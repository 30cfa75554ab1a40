package dev.coinstage.fraud.decision.db;

import dev.coinstage.fraud.decision.app.DecisionStore.Known;
import dev.coinstage.fraud.decision.app.Question;
import dev.coinstage.fraud.decision.app.Rules;
import dev.coinstage.fraud.decision.domain.Action;
import dev.coinstage.fraud.decision.domain.Features;
import dev.coinstage.fraud.decision.domain.Features.Gifts;
import dev.coinstage.fraud.decision.domain.Features.Volume;
import dev.coinstage.fraud.decision.domain.Standing;
import dev.coinstage.fraud.decision.domain.Standing.Review;
import dev.coinstage.fraud.decision.domain.UsCents;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what a decision stands on: two statements, one for whoever asks and one for the action. */
@ApplicationScoped
class FeatureReads {

    private static final String STANDING = """
            SELECT s.first_seen_at,
                   ARRAY(SELECT e.disposition || ' ' || e.kind
                           FROM unnest($2::text[], $3::text[]) AS asked(kind, value)
                           JOIN list_entry e USING (kind, value)
                          WHERE e.removed_at IS NULL AND (e.expires_at IS NULL OR e.expires_at > $4)) AS listed,
                   ARRAY(SELECT DISTINCT r.kind FROM restriction r WHERE r.user_id = $1 AND r.lifted_at IS NULL) AS restricted,
                   (SELECT count(*) FROM dispute d WHERE d.user_id = $1) AS chargebacks,
                   c.id AS case_id, c.state, c.verdict, c.value_cents, c.decided_at
              FROM (SELECT 1) one
              LEFT JOIN user_seen s ON s.user_id = $1
              LEFT JOIN LATERAL (SELECT f.id, f.state, f.verdict, f.value_cents, f.decided_at FROM fraud_case f
                                  WHERE f.kind = $5 AND f.subject_id = $6 ORDER BY f.id DESC LIMIT 1) c ON true""";

    /**
     * Each subject once, however often it was asked about, and what the other services' feeds know of beside it; the newest 500 of
     * either.
     */
    private static final String VOLUME = """
            SELECT count(*) FILTER (WHERE at > $4::timestamptz - interval '1 hour') AS hour_count,
                   coalesce(sum(value_cents) FILTER (WHERE at > $4::timestamptz - interval '1 hour'), 0)::bigint AS hour_value,
                   count(*) AS day_count, coalesce(sum(value_cents), 0)::bigint AS day_value
              FROM (SELECT subject_id, max(value_cents) AS value_cents, min(at) AS at
                      FROM ((SELECT subject_id, value_cents, decided_at AS at FROM decision
                              WHERE user_id = $1 AND action = $2 AND subject_id <> $3 AND decided_at > $4::timestamptz - interval '24 hours'
                              ORDER BY decided_at DESC LIMIT 500)
                            UNION ALL
                            (%s)) each_one
                     GROUP BY subject_id) subjects""";

    private static final String SEEN = """
            SELECT %s, value_cents, %s FROM %s WHERE %s = $1 AND %s <> $3 AND %s > $4::timestamptz - interval '24 hours'
             ORDER BY %s DESC LIMIT 500""";

    private static final String OTHERS = """
            (SELECT count(*) FROM (SELECT FROM fingerprint_seen
                                    WHERE kind = $5 AND fingerprint = $6 AND user_id <> $1 LIMIT 20) o)::int AS others""";

    /** Of purchases that were asked about and those that the wallet tells of the larger: some go on while nobody can be asked. */
    private static final String PURCHASE = """
            SELECT greatest(v.hour_count, b.hour_count) AS hour_count, greatest(v.hour_value, b.hour_value) AS hour_value,
                   greatest(v.day_count, b.day_count) AS day_count, greatest(v.day_value, b.day_value) AS day_value,\s""" + OTHERS
            + " FROM (" + VOLUME.formatted("SELECT NULL::uuid, 0::bigint, NULL::timestamptz WHERE false") + """
            ) v CROSS JOIN (
                SELECT count(*) FILTER (WHERE at > $4::timestamptz - interval '1 hour') AS hour_count,
                       coalesce(sum(value_cents) FILTER (WHERE at > $4::timestamptz - interval '1 hour'), 0)::bigint AS hour_value,
                       count(*) AS day_count, coalesce(sum(value_cents), 0)::bigint AS day_value
                  FROM (SELECT at, value_cents FROM purchase_seen
                         WHERE buyer = $1 AND purchase_id <> $3 AND at > $4::timestamptz - interval '24 hours'
                         ORDER BY at DESC LIMIT 500) told) b""";

    private static final String CAMPAIGN = VOLUME.formatted(
            SEEN.formatted("campaign_id", "first_at", "campaign_seen", "owner", "campaign_id", "first_at", "first_at"));

    private static final String PAYOUT = "SELECT v.*, " + OTHERS + """
            , (SELECT EXISTS (SELECT FROM dispute_gift g JOIN dispute d ON d.id = g.dispute_id JOIN fraud_case c ON c.id = d.case_id
                               WHERE g.creator = $1 AND g.diamonds > 0 AND c.state <> 'DECIDED')) AS open_dispute,
              g.* FROM ("""
            + VOLUME.formatted(SEEN.formatted(
                    "payout_id", "first_at", "payout_seen", "creator", "payout_id", "first_at", "first_at"))
            + """
            ) v CROSS JOIN (
                SELECT count(*)::int AS gifters, coalesce(sum(s.diamonds), 0)::bigint AS diamonds,
                       coalesce(max(s.diamonds), 0)::bigint AS largest,
                       coalesce(sum(s.diamonds) FILTER (WHERE u.first_seen_at > $4::timestamptz - interval '24 hours'), 0)::bigint AS young,
                       coalesce(sum(s.diamonds) FILTER (WHERE EXISTS (SELECT FROM dispute d WHERE d.user_id = s.gifter)), 0)::bigint
                           AS charged_back
                  FROM gift_sum s LEFT JOIN user_seen u ON u.user_id = s.gifter
                 WHERE s.creator = $1) g""";

    private final Rules rules;

    FeatureReads(Rules rules) {
        this.rules = rules;
    }

    /** Both statements go out together. */
    Uni<Known> known(SqlConnection tx, Question question, Instant now) {
        return Uni.combine()
                .all()
                .unis(standing(tx, question, now), ofAction(tx, question, now))
                .with((standing, row) -> {
                    var listed = new HashSet<>(List.of(standing.getArrayOfStrings("listed")));
                    return new Known(
                            features(question, standing(question, standing, listed, now), row, listed),
                            openCase(standing));
                });
    }

    private static Uni<Row> standing(SqlConnection tx, Question question, Instant now) {
        var kinds = new ArrayList<>(List.of("USER"));
        var values = new ArrayList<>(List.of(question.userId().toString()));
        question.fingerprint().ifPresent(print -> {
            kinds.add(print.kind());
            values.add(print.value());
        });
        question.domains().forEach(domain -> {
            kinds.add("DOMAIN");
            values.add(domain);
        });
        return tx.preparedQuery(STANDING)
                .execute(Rows.values(
                        question.userId(),
                        kinds.toArray(String[]::new),
                        values.toArray(String[]::new),
                        now,
                        question.action(),
                        question.subjectId()))
                .map(rows -> rows.iterator().next());
    }

    private static Uni<Row> ofAction(SqlConnection tx, Question question, Instant now) {
        var print = question.fingerprint().orElse(new Question.Listed("", ""));
        var found =
                switch (question.action()) {
                    case CAMPAIGN ->
                        tx.preparedQuery(CAMPAIGN)
                                .execute(Rows.values(question.userId(), question.action(), question.subjectId(), now));
                    case PURCHASE, PAYOUT ->
                        tx.preparedQuery(question.action() == Action.PURCHASE ? PURCHASE : PAYOUT)
                                .execute(Rows.values(
                                        question.userId(),
                                        question.action(),
                                        question.subjectId(),
                                        now,
                                        print.kind(),
                                        print.value()));
                };
        return found.map(rows -> rows.iterator().next());
    }

    private Standing standing(Question question, Row row, Set<String> listed, Instant now) {
        var restricted = Set.of(row.getArrayOfStrings("restricted"));
        var blocked = listed.contains("BLOCK USER");
        return new Standing(
                now,
                Rows.maybeMoment(row, "first_seen_at").orElse(now),
                question.value(),
                blocked,
                listed.contains("ALLOW USER") && !blocked,
                listed.contains("WATCH USER"),
                restricted.contains("SPENDING"),
                restricted.contains("PAYOUT"),
                (int) Math.min(Integer.MAX_VALUE, row.getLong("chargebacks")),
                review(question, row, now));
    }

    /** An approval holds for some days, and for no more than what was looked at. */
    private Review review(Question question, Row row, Instant now) {
        if (row.getUUID("case_id") == null) {
            return Review.NONE;
        }
        if (!"DECIDED".equals(row.getString("state"))) {
            return Review.OPEN;
        }
        if ("DENIED".equals(row.getString("verdict"))) {
            return Review.DENIED;
        }
        var fresh = Rows.moment(row, "decided_at").plus(rules.approvalHolds()).isAfter(now);
        return fresh && row.getLong("value_cents") >= question.value().cents() ? Review.APPROVED : Review.NONE;
    }

    private static Optional<UUID> openCase(Row row) {
        return "DECIDED".equals(row.getString("state"))
                ? Optional.empty()
                : Optional.ofNullable(row.getUUID("case_id"));
    }

    private static Features features(Question question, Standing standing, Row row, Set<String> listed) {
        var lastDay = volume(row, "day");
        return switch (question.action()) {
            case PURCHASE ->
                new Features.Purchase(
                        standing,
                        volume(row, "hour"),
                        lastDay,
                        row.getInteger("others"),
                        listed.contains("BLOCK CARD"),
                        question.text("cardCountry"),
                        question.text("region"));
            case CAMPAIGN ->
                new Features.Campaign(
                        standing,
                        lastDay,
                        question.text("title"),
                        question.text("text"),
                        question.text("link"),
                        listed.contains("BLOCK DOMAIN"));
            case PAYOUT ->
                new Features.Payout(
                        standing,
                        lastDay,
                        question.methodAddedAt().orElse(standing.at()),
                        row.getInteger("others"),
                        listed.contains("BLOCK DESTINATION"),
                        row.getBoolean("open_dispute"),
                        new Gifts(
                                row.getInteger("gifters"),
                                row.getLong("diamonds"),
                                row.getLong("largest"),
                                row.getLong("young"),
                                row.getLong("charged_back")));
        };
    }

    private static Volume volume(Row row, String span) {
        var count = (int) Math.min(Integer.MAX_VALUE, row.getLong(span + "_count"));
        return new Volume(count, new UsCents(row.getLong(span + "_value")));
    }
}
