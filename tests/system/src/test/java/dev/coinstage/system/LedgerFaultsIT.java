package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.books.Books;
import dev.coinstage.local.books.Figures;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Finance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The wallet and its database are killed at random moments under load: what was acknowledged is there, and there once. */
@ExtendWith(RunningWorld.class)
class LedgerFaultsIT {

    private static final CoinPackage PACK = new CoinPackage("dev.coinstage.coins.35000", 35_000, "USD", 47_999);
    private static final int PACKS = 3;
    private static final int LEAST_BETWEEN = 150;
    private static final long SEED = 20261124;

    /** How often each part is killed; the long run asks for more. */
    private static final int KILLS = Integer.getInteger("coinstage.faults.kills", 2);

    @Test
    void no_acknowledged_gift_is_lost_and_none_is_given_twice(World world)
            throws InterruptedException, ExecutionException, SQLException {
        Session viewer = world.login("vera");
        for (int pack = 0; pack < PACKS; pack++) {
            String signed = world.appStore().buy(PACK, viewer.subject());
            world.gateway()
                    .post(viewer, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + signed + "\"}")
                    .expect(201, "coins");
        }
        JsonNode live = world.gateway()
                .post(world.login("carla"), "/v1/lives", Api.key(), "{\"title\": \"Under fire\"}")
                .expect(201, "a Live");
        Figures before = world.books().figures();
        var gifts = new GiftsUnderFire(
                world.walletService(), viewer, live.path("id").asText());

        Map<UUID, String> acknowledged = gifts.during(() -> kill(world, gifts));

        world.suite().awaitHealthy(World.PATIENCE);
        assertThat(new HashSet<>(acknowledged.values())).hasSameSizeAs(acknowledged.keySet());
        Books books = world.books();
        assertThat(books.findings()).filteredOn(finding -> !finding.holds()).isEmpty();
        assertThat(books.figures().since(before).gifts()).isEqualTo(acknowledged.size());
        assertStored(world, acknowledged);
        world.awaitLogins();
        Session felix = world.login("felix");
        assertThat(new Finance(felix, world.gateway()).prove())
                .as("commits that are as they were sealed")
                .isPositive();
        for (var gift : acknowledged.entrySet().stream().limit(50).toList()) {
            assertThat(gifts.give(gift.getKey()).path("id").asText()).isEqualTo(gift.getValue());
        }
    }

    /** Each at a random moment after it has answered again. */
    private static void kill(World world, GiftsUnderFire gifts) throws InterruptedException {
        var random = new Random(SEED);
        for (int round = 0; round < KILLS; round++) {
            for (String part : new String[] {"wallet-service", "postgresql"}) {
                int until = gifts.answered() + LEAST_BETWEEN + random.nextInt(LEAST_BETWEEN);
                await().atMost(World.PATIENCE).until(() -> gifts.answered() >= until);
                world.suite().kill(part);
            }
        }
        int until = gifts.answered() + LEAST_BETWEEN;
        await().atMost(World.PATIENCE).until(() -> gifts.answered() >= until);
    }

    private static void assertStored(World world, Map<UUID, String> acknowledged) throws SQLException {
        try (Connection wallet = world.database("wallet");
                var query = wallet.prepareStatement("""
                        SELECT o.outcome ->> 'posting', count(p.seq), (SELECT count(*) FROM transfer t WHERE t.posting_seq = max(p.seq))
                          FROM idempotency_outcome o LEFT JOIN posting p ON p.id = (o.outcome ->> 'posting')::uuid
                         WHERE o.key = ? GROUP BY 1""")) {
            for (var gift : acknowledged.entrySet()) {
                query.setObject(1, gift.getKey());
                try (var row = query.executeQuery()) {
                    assertThat(row.next()).as("key " + gift.getKey()).isTrue();
                    assertThat(row.getString(1)).isEqualTo(gift.getValue());
                    assertThat(row.getInt(2)).isEqualTo(1);
                    assertThat(row.getInt(3)).isEqualTo(2);
                }
            }
        }
    }
}
