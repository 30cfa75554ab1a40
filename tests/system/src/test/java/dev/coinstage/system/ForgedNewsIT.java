package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Reply;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** News of payments that no provider has signed: refused through the gateway, and nothing has changed. */
@ExtendWith(RunningWorld.class)
class ForgedNewsIT {

    private static final int TOLERATED_SECONDS = 300;

    @Test
    void a_forged_return_of_a_payout_moves_nothing(World world)
            throws InterruptedException, SQLException, GeneralSecurityException {
        Flows flows = new Flows(world);
        Creator nico = flows.earningCreator(world.freshCreator());
        String payout = flows.askForPayout(nico, "0001");
        String reference = flows.awaitPayout(nico, payout, "COMPLETED")
                .at("/attempt/reference")
                .asText();
        Agreement.await(world);
        long told = world.number("payout", "SELECT count(*) FROM provider_event");
        String body = """
                {"id": "evt_forged", "type": "payout.returned", "createdAt": "%s", "data": {"id": "po_1", "reference": "%s", \
                "amountMinor": 171, "currency": "USD", "destination": "x_0001", "status": "RETURNED", "returnedMinor": 171, \
                "acceptedAt": "%s"}}""".formatted(Instant.now(), reference, Instant.now());

        for (String signature : forged(body, world.suite().folder().secrets().of("payout-webhooks"))) {
            assertProblem(
                    tell(world.gateway(), "/v1/payout-provider/webhooks", "Provider-Signature", signature, body),
                    401,
                    "SIGNATURE_INVALID");
        }

        assertThat(world.number("payout", "SELECT count(*) FROM provider_event"))
                .isEqualTo(told);
        assertThat(nico.payout(payout).path("state").asText()).isEqualTo("COMPLETED");
        assertThat(nico.balance("CREATOR_DIAMONDS")).isEqualTo(Flows.EARNED - Flows.PAID_OUT);
        Agreement.await(world);
    }

    @Test
    void a_forged_payment_brings_no_coins(World world)
            throws InterruptedException, SQLException, GeneralSecurityException {
        Flows flows = new Flows(world);
        Session tess = world.freshViewer();
        Flows.Card card = flows.wantCoins(tess, "web.coins.700");
        long told = world.number("wallet", "SELECT count(*) FROM card_notice");
        String body = """
                {"id": "evt_forged", "object": "event", "type": "payment_intent.succeeded", "created": %d, "livemode": false, \
                "data": {"object": {"id": "%s", "object": "payment_intent", "amount": 739, "amount_received": 739, \
                "currency": "usd", "status": "succeeded"}}}""".formatted(Instant.now().getEpochSecond(), card.payment());

        for (String signature : forged(body, world.suite().folder().secrets().of("card-notices"))) {
            assertProblem(
                    tell(world.gateway(), "/v1/card-provider/notices", "Stripe-Signature", signature, body),
                    400,
                    "SIGNATURE_INVALID");
        }

        assertThat(world.number("wallet", "SELECT count(*) FROM card_notice")).isEqualTo(told);
        assertThat(flows.stateOf(tess, card)).isEqualTo("AWAITING_PAYMENT");
        assertThat(flows.coins(tess)).isZero();
    }

    /** None, nonsense, a stranger's, one of another body, and a true one that is too old. */
    private static List<String> forged(String body, String secret) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        return List.of(
                "",
                "nonsense",
                "t=" + now + ",v1=" + "0".repeat(64),
                signed(now, body, "a stranger's secret"),
                signed(now, body + " ", secret),
                signed(now - 2 * TOLERATED_SECONDS, body, secret));
    }

    private static String signed(long time, String body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(hash);
    }

    private static Reply tell(Api gateway, String path, String header, String signature, String body)
            throws InterruptedException {
        HttpRequest.Builder request = gateway.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return gateway.send((signature.isEmpty() ? request : request.header(header, signature)).build());
    }
}
