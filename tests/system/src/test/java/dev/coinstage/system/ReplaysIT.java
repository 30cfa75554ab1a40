package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Reply;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was done once is not done again, however it is asked for. */
@ExtendWith(RunningWorld.class)
class ReplaysIT {

    private static final CoinPackage PACK = new CoinPackage("dev.coinstage.coins.100", 100, "USD", 129);

    private Api gateway;
    private World world;
    private Session vera;
    private String gifts;

    @BeforeEach
    void aLive(World shared) throws InterruptedException {
        world = shared;
        gateway = shared.gateway();
        vera = shared.login("vera");
        JsonNode live = gateway.post(shared.login("carla"), "/v1/lives", Api.key(), "{\"title\": \"Skin Prep\"}")
                .expect(201, "a Live");
        gifts = "/v1/lives/" + live.path("id").asText() + "/gifts";
        purchase(Api.key(), receipt()).expect(201, "coins");
    }

    @Test
    void a_gift_with_the_same_key_is_answered_the_same_and_given_once() throws InterruptedException, SQLException {
        UUID key = Api.key();
        JsonNode first = gift(key, 2).expect(201, "a gift");
        Untouched books = Untouched.books(world);

        Reply replay = gift(key, 2);

        assertThat(replay.expect(201, "a replay")).isEqualTo(first);
        assertThat(replay.isReplayed()).isTrue();
        books.assertSame();
    }

    @Test
    void the_same_key_for_another_gift_is_refused() throws InterruptedException, SQLException {
        UUID key = Api.key();
        gift(key, 2).expect(201, "a gift");
        Untouched books = Untouched.books(world);

        assertProblem(gift(key, 3), 409, "IDEMPOTENCY_KEY_REUSED");
        books.assertSame();
    }

    @Test
    void a_refusal_is_remembered_too() throws InterruptedException, SQLException {
        UUID key = Api.key();
        String universe = "{\"giftId\": \"universe\", \"quantity\": 99}";
        Reply first = gateway.post(vera, gifts, key, universe);
        assertProblem(first, 422, "INSUFFICIENT_COINS");
        purchase(Api.key(), receipt()).expect(201, "more coins");
        Untouched books = Untouched.books(world);

        Reply replay = gateway.post(vera, gifts, key, universe);

        assertProblem(replay, 422, "INSUFFICIENT_COINS");
        assertThat(replay.body().path("available")).isEqualTo(first.body().path("available"));
        books.assertSame();
    }

    @Test
    void twenty_tries_of_one_gift_at_once_give_it_once() throws InterruptedException, SQLException {
        UUID key = Api.key();
        Untouched before = Untouched.books(world);
        List<CompletableFuture<Reply>> tries = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            tries.add(gateway.postLater(vera, gifts, key, "{\"giftId\": \"rose\", \"quantity\": 2}"));
        }

        assertThat(tries).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(201));
        assertThat(tries.stream()
                        .map(one -> one.join().body().path("id").asText())
                        .distinct())
                .hasSize(1);
        assertThat(world.books().figures().since(before.before().figures()).gifts())
                .isEqualTo(1);
        assertThat(world.books().figures().since(before.before().figures()).coinsGifted())
                .isEqualTo(2);
    }

    @Test
    void a_receipt_with_the_same_key_is_credited_once() throws InterruptedException, SQLException {
        UUID key = Api.key();
        String receipt = receipt();
        JsonNode first = purchase(key, receipt).expect(201, "a purchase");
        Untouched books = Untouched.books(world);

        Reply replay = purchase(key, receipt);

        assertThat(replay.expect(201, "a replay")).isEqualTo(first);
        assertThat(replay.isReplayed()).isTrue();
        books.assertSame();
    }

    @Test
    void a_receipt_under_another_key_is_refused() throws InterruptedException, SQLException {
        String receipt = receipt();
        JsonNode first = purchase(Api.key(), receipt).expect(201, "a purchase");
        Untouched books = Untouched.books(world);

        Reply again = purchase(Api.key(), receipt);

        assertProblem(again, 409, "RECEIPT_ALREADY_CREDITED");
        assertThat(again.body().path("purchaseId")).isEqualTo(first.path("id"));
        books.assertSame();
    }

    @Test
    void the_same_key_for_another_receipt_is_refused() throws InterruptedException, SQLException {
        UUID key = Api.key();
        purchase(key, receipt()).expect(201, "a purchase");
        String other = receipt();
        Untouched books = Untouched.books(world);

        assertProblem(purchase(key, other), 409, "IDEMPOTENCY_KEY_REUSED");
        books.assertSame();
    }

    private Reply gift(UUID key, int quantity) throws InterruptedException {
        return gateway.post(vera, gifts, key, "{\"giftId\": \"rose\", \"quantity\": " + quantity + "}");
    }

    private String receipt() throws InterruptedException {
        return world.appStore().buy(PACK, vera.subject());
    }

    private Reply purchase(UUID key, String receipt) throws InterruptedException {
        return gateway.post(vera, "/v1/app-store-purchases", key, "{\"signedTransaction\": \"" + receipt + "\"}");
    }
}
