package dev.coinstage.promote.campaign.app;

import dev.coinstage.promote.campaign.domain.Campaign;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Campaigns as stored. */
public interface CampaignStore {

    Uni<Void> insert(SqlConnection tx, Campaign campaign, Instant at);

    /** The campaign, and nobody else changes it until the transaction ends. */
    Uni<Optional<Campaign>> lock(SqlConnection tx, UUID id);

    /** Writes state, price, ending and reason of a campaign that is locked. */
    Uni<Void> save(SqlConnection tx, Campaign campaign, Instant at);

    /** The owner's campaign of that id. */
    Uni<Optional<Campaign>> find(SqlConnection tx, UUID owner, UUID id);

    /** The owner's campaigns before that one, newest first. */
    Uni<List<Campaign>> page(SqlConnection tx, UUID owner, Optional<UUID> before, int limit);

    /** Campaigns that time, budget or an ending moves on, those that wait longest first. */
    Uni<List<UUID>> due(Instant now, int limit);

    /** How many there are, by name of the state. */
    Uni<Map<String, Long>> countByState();
}
