package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Somebody who goes live, boosts what they make, and is paid. */
public final class Creator {

    private final Session session;
    private final Api api;

    public Creator(Session session, Api api) {
        this.session = session;
        this.api = api;
    }

    /** @return the Live's id */
    public String goLive(String title) throws InterruptedException {
        return post("/v1/lives", "{\"title\": \"" + title + "\"}", "a Live")
                .path("id")
                .asText();
    }

    /**
     * Submits a campaign for a Live and waits until it is shown.
     *
     * @return its id
     */
    public String boost(String live, String title, long budgetCoins) throws InterruptedException {
        String campaign = draft(live, title, budgetCoins);
        submit(campaign);
        Await.untilState("the campaign is reviewed and starts", () -> campaign(campaign), "ACTIVE");
        return campaign;
    }

    /** @return the id of a campaign that nobody was asked about yet */
    public String draft(String live, String title, long budgetCoins) throws InterruptedException {
        String content = post(
                        "/v1/contents",
                        "{\"kind\": \"LIVE\", \"id\": \"" + live + "\", \"title\": \"" + title + "\"}",
                        "a content")
                .path("id")
                .asText();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return post(
                        "/v1/campaigns",
                        """
                        {"contentId": "%s", "objective": "LIVE_ATTENDANCE", "budgetCoins": %d, "startsAt": "%s", "endsAt": "%s", \
                        "title": "%s", "text": "Three steps before any make-up, tonight."}""".formatted(content, budgetCoins, now, now.plus(1, ChronoUnit.DAYS), title),
                        "a campaign")
                .path("id")
                .asText();
    }

    /** Asks for the hold and the review; both follow. */
    public void submit(String campaign) throws InterruptedException {
        api.post(session, "/v1/campaigns/" + campaign + "/submit", Api.key(), "")
                .expect(202, 200, 201, "the campaign is submitted");
    }

    public JsonNode campaign(String id) throws InterruptedException {
        return api.get(session, "/v1/campaigns/" + id).expect(200, "a campaign");
    }

    /** Ends it, and waits until what is left came back. */
    public JsonNode cancel(String campaign) throws InterruptedException {
        end(campaign);
        return Await.untilState("the campaign is settled", () -> campaign(campaign), "SETTLED");
    }

    /** Ends it; what is left comes back later. */
    public void end(String campaign) throws InterruptedException {
        api.post(session, "/v1/campaigns/" + campaign + "/cancel", Api.key(), "")
                .expect(202, 200, 201, "the campaign is cancelled");
    }

    /** @param ending of the account; at the sandbox it says what becomes of payouts to it */
    public String method(String ending, String currency) throws InterruptedException {
        String destination = "tok_" + session.subject().toString().replace("-", "") + "_" + ending;
        return post(
                        "/v1/payout-methods",
                        "{\"kind\": \"BANK_ACCOUNT\", \"destination\": \"" + destination + "\", \"currency\": \""
                                + currency + "\"}",
                        "a payout method")
                .path("id")
                .asText();
    }

    /** Asks for a payout by a fresh quote. */
    public Reply askForPayout(String method, long diamonds, String currency) throws InterruptedException {
        String quote = post(
                        "/v1/payout-quotes",
                        "{\"diamonds\": " + diamonds + ", \"currency\": \"" + currency + "\", \"methodId\": \"" + method
                                + "\"}",
                        "a quote")
                .path("id")
                .asText();
        return api.post(session, "/v1/payouts", Api.key(), "{\"quoteId\": \"" + quote + "\"}");
    }

    public JsonNode payout(String id) throws InterruptedException {
        return api.get(session, "/v1/payouts/" + id).expect(200, "a payout");
    }

    public JsonNode awaitPayout(String id, String state) throws InterruptedException {
        return Await.untilState("payout " + id + " is " + state, () -> payout(id), state);
    }

    /** What this creator may withdraw, and what is owed, below zero. */
    public long balance(String kind) throws InterruptedException {
        for (JsonNode account : api.get(session, "/v1/accounts")
                .expect(200, "a creator's accounts")
                .path("items")) {
            if (account.path("kind").asText().equals(kind)) {
                return kind.endsWith("RECEIVABLE")
                        ? account.path("posted").asLong()
                        : account.path("available").asLong();
            }
        }
        return 0;
    }

    public UUID id() {
        return session.subject();
    }

    private JsonNode post(String path, String json, String what) throws InterruptedException {
        return api.post(session, path, Api.key(), json).expect(201, what);
    }
}
