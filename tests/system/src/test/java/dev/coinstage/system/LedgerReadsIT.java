package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What finance reads of the ledger, and corrects in it, through the gateway. */
@ExtendWith(RunningWorld.class)
class LedgerReadsIT {

    private static final CoinPackage PACK = new CoinPackage("dev.coinstage.coins.100", 100, "USD", 129);

    private Api gateway;
    private Session vera;
    private Session felix;
    private JsonNode gift;
    private UUID key;

    @BeforeEach
    void aGift(World world) throws InterruptedException {
        gateway = world.gateway();
        vera = world.login("vera");
        felix = world.login("felix");
        String signed = world.appStore().buy(PACK, vera.subject());
        gateway.post(vera, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + signed + "\"}")
                .expect(201, "coins");
        JsonNode live = gateway.post(world.login("carla"), "/v1/lives", Api.key(), "{\"title\": \"Skin Prep\"}")
                .expect(201, "a Live");
        key = Api.key();
        gift = gateway.post(
                        vera,
                        "/v1/lives/" + live.path("id").asText() + "/gifts",
                        key,
                        "{\"giftId\": \"rose\", \"quantity\": 2}")
                .expect(201, "a gift");
    }

    @Test
    void a_gift_is_found_by_its_posting_its_key_and_its_accounts() throws InterruptedException {
        String id = gift.path("id").asText();
        JsonNode ofPosting = gateway.get(felix, "/v1/transfers?posting=" + id).expect(200, "of the posting");
        JsonNode ofKey = gateway.get(felix, "/v1/transfers?key=" + key).expect(200, "of the key");

        assertThat(ofPosting.path("items")).hasSize(2).isEqualTo(ofKey.path("items"));
        JsonNode coins = ofPosting.path("items").path(0);
        assertThat(coins.path("code").asText()).isEqualTo("GIFT_COINS");
        assertThat(coins.path("amount").asLong()).isEqualTo(2);
        assertThat(gateway.get(
                                felix,
                                "/v1/transfers?account="
                                        + coins.path("debitAccount").asText() + "&limit=200")
                        .expect(200, "of the account")
                        .path("items"))
                .contains(coins);
    }

    @Test
    void a_balance_is_told_as_of_a_commit_and_never_of_one_that_is_not_there() throws InterruptedException {
        long commit = gift.path("commitSequence").asLong();
        String account = gateway.get(
                        felix, "/v1/transfers?posting=" + gift.path("id").asText())
                .expect(200, "the gift")
                .path("items")
                .path(0)
                .path("debitAccount")
                .asText();

        long after = posted(account, commit);
        assertThat(posted(account, commit - 1)).isEqualTo(after + 2);
        assertProblem(gateway.get(felix, "/v1/accounts/" + account + "?asOf=999999999"), 422, "COMMIT_UNKNOWN");
    }

    private long posted(String account, long commit) throws InterruptedException {
        return gateway.get(felix, "/v1/accounts/" + account + "?asOf=" + commit)
                .expect(200, "a balance of then")
                .path("posted")
                .asLong();
    }

    @Test
    void viewers_and_services_have_no_way_to_the_ledger_through_the_gateway() throws InterruptedException {
        for (String path : new String[] {"/v1/transfers?key=" + key, "/v1/proof", "/v1/proof/replay"}) {
            assertProblem(gateway.get(vera, path), 403, "FORBIDDEN");
        }
        assertProblem(gateway.post(vera, "/v1/postings", Api.key(), "{\"postings\": []}"), 403, "FORBIDDEN");
        assertThat(gateway.post(felix, "/internal/v1/postings", Api.key(), "{\"postings\": []}")
                        .status())
                .isEqualTo(404);
    }
}
