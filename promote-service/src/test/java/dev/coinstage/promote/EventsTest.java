package dev.coinstage.promote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.testing.TokenIssuerResource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@PromoteTest
class EventsTest {

    private final UUID creator = UUID.randomUUID();

    private static List<JsonNode> events(UUID campaign) {
        var token = TokenIssuerResource.current()
                .token()
                .subject(UUID.randomUUID())
                .roles("service")
                .client("fraud-service")
                .signed();
        var found = new ArrayList<JsonNode>();
        try {
            var after = "";
            while (true) {
                var request = Campaigns.with(token).queryParam("limit", 100);
                var page = new ObjectMapper()
                        .readTree((after.isEmpty() ? request : request.queryParam("after", after))
                                .get("/events")
                                .asString());
                if (page.path("events").isEmpty()) {
                    return found;
                }
                page.path("events").forEach(event -> {
                    if (campaign.toString().equals(event.path("subject").asText())) {
                        found.add(event);
                    }
                });
                after = page.path("next").asText();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_feed_tells_the_life_of_a_campaign_in_order() {
        var campaign = Campaigns.active(creator, 2);
        Campaigns.see(UUID.randomUUID(), 20);
        Campaigns.step(creator, campaign, "pause", "").then().statusCode(200);
        Campaigns.step(creator, campaign, "cancel", Campaigns.key()).then().statusCode(200);
        Campaigns.awaitState(creator, campaign, "SETTLED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> events(campaign).size() >= 6);
        var told = events(campaign);
        assertThat(told)
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "promote.campaign.submitted",
                        "promote.campaign.approved",
                        "promote.campaign.started",
                        "promote.campaign.paused",
                        "promote.campaign.cancelled",
                        "promote.campaign.settled");
        var last = told.get(5).path("data");
        assertThat(last.path("campaignId").asText()).isEqualTo(campaign.toString());
        assertThat(last.path("ownerId").asText()).isEqualTo(creator.toString());
        assertThat(last.path("budgetCoins").asInt()).isEqualTo(2);
        assertThat(last.path("capturedCoins").asInt()).isEqualTo(1);
        assertThat(last.path("refundedCoins").asInt()).isEqualTo(1);
        assertThat(last.path("state").asText()).isEqualTo("SETTLED");
    }
}
