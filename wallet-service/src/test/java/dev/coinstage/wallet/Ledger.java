package dev.coinstage.wallet;

import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the other services and people of finance ask of the ledger. */
final class Ledger {

    private static final Map<String, UUID> SERVICE_ACCOUNTS = new LinkedHashMap<>();

    private Ledger() {}

    /** An object on its way; not generic, so that many of them can be arguments. */
    static final class Json extends LinkedHashMap<String, Object> {}

    /** A link from name and value, name and value, ... */
    static Json link(String type, Object... members) {
        var link = new Json();
        link.put("type", type);
        for (int at = 0; at < members.length; at += 2) {
            link.put((String) members[at], members[at + 1]);
        }
        return link;
    }

    static Map<String, Object> account(Object owner, String kind, String asset) {
        return Map.of("owner", owner.toString(), "kind", kind, "asset", asset);
    }

    static Map<String, Object> coins(UUID viewer) {
        return account(viewer, "VIEWER_COINS", "COIN");
    }

    static Map<String, Object> diamonds(UUID creator) {
        return account(creator, "CREATOR_DIAMONDS", "DIAMOND");
    }

    static Map<String, Object> revenue() {
        return account("platform", "PROMOTE_REVENUE", "COIN");
    }

    static Json hold(UUID viewer, long coins) {
        return link("HOLD", "debit", coins(viewer), "credit", revenue(), "amount", coins, "code", "CAMPAIGN_BUDGET");
    }

    /** One posting of these links. */
    static Json posting(Json... links) {
        return posting(List.of(links));
    }

    static Json posting(List<Json> links) {
        var posting = new Json();
        posting.put("kind", "campaign.step");
        posting.put("reference", "campaign-1");
        posting.put("links", links);
        return posting;
    }

    /** The service posts these, under a key. */
    static Response post(String service, String key, Json... postings) {
        return post(service, key, List.of(postings));
    }

    static Response post(String service, String key, List<Json> postings) {
        var account = SERVICE_ACCOUNTS.computeIfAbsent(service, none -> UUID.randomUUID());
        var token = TokenIssuerResource.current()
                .token()
                .subject(account)
                .roles("service")
                .client(service)
                .signed();
        return WalletCalls.with(token)
                .header("Idempotency-Key", key)
                .body(Map.of("postings", postings))
                .post("/internal/v1/postings");
    }

    /** Promote posts these links as one chain. */
    static Response promote(Json... links) {
        return post("promote-service", WalletCalls.key(), posting(links));
    }

    /** A person of finance posts these links as one chain. */
    static Response finance(Json... links) {
        return WalletCalls.as(UUID.randomUUID(), "finance")
                .header("Idempotency-Key", WalletCalls.key())
                .body(Map.of("postings", List.of(posting(links))))
                .post("/v1/postings");
    }

    /** Id of the first transfer of the first posting. */
    static String transfer(Response posted) {
        return posted.then().statusCode(200).extract().path("results[0].transfers[0].transferId");
    }

    static long available(UUID viewer) {
        return WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("items.find { it.kind == 'VIEWER_COINS' }.available");
    }
}
