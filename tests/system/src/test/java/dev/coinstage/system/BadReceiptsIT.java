package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.AppStore;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Reply;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receipts that must not become coins. */
@ExtendWith(RunningWorld.class)
class BadReceiptsIT {

    private static final CoinPackage PACK = new CoinPackage("dev.coinstage.coins.100", 100, "USD", 129);

    private Api gateway;
    private AppStore store;
    private Session vera;
    private Untouched books;

    @BeforeEach
    void aViewer(World world) throws InterruptedException, SQLException {
        gateway = world.gateway();
        store = world.appStore();
        vera = world.login("vera");
        books = Untouched.books(world);
    }

    @AfterEach
    void nothingMoved() throws SQLException {
        books.assertSame();
    }

    @Test
    void a_receipt_of_another_app_is_refused() throws InterruptedException {
        Reply reply = purchase(store.buy(PACK, vera.subject(), "dev.coinstage.other"));

        assertProblem(reply, 422, "RECEIPT_REFUSED");
        assertThat(reply.body().path("reason").asText()).isEqualTo("OTHER_APP");
    }

    @Test
    void a_receipt_with_more_coins_written_into_it_is_refused() throws InterruptedException {
        String[] parts = store.buy(PACK, vera.subject()).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("dev.coinstage.coins.100", "dev.coinstage.coins.35000");
        String altered =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));

        Reply reply = purchase(parts[0] + "." + altered + "." + parts[2]);

        assertProblem(reply, 422, "RECEIPT_REFUSED");
        assertThat(reply.body().path("reason").asText()).isEqualTo("NOT_GENUINE");
    }

    @Test
    void a_receipt_that_nobody_signed_is_refused() throws InterruptedException {
        String[] parts = store.buy(PACK, vera.subject()).split("\\.");

        assertProblem(purchase(parts[0] + "." + parts[1] + "."), 422, "RECEIPT_REFUSED");
    }

    @Test
    void a_receipt_that_is_none_is_refused() throws InterruptedException {
        assertProblem(purchase("hello"), 422, "RECEIPT_REFUSED");
    }

    @Test
    void a_receipt_of_another_user_is_refused(World world) throws InterruptedException {
        String ofAnother = store.buy(PACK, world.login("viewer001").subject());

        assertProblem(purchase(ofAnother), 422, "RECEIPT_OF_ANOTHER_USER");
    }

    @Test
    void a_product_that_holds_no_coins_of_ours_is_refused() throws InterruptedException {
        CoinPackage unknown = new CoinPackage("dev.coinstage.coins.7", 7, "USD", 10);

        assertProblem(purchase(store.buy(unknown, vera.subject())), 422, "PRODUCT_NOT_SOLD");
    }

    @Test
    void an_empty_or_an_oversized_receipt_is_refused() throws InterruptedException {
        assertProblem(purchase(""), 400, "INVALID_REQUEST");
        assertProblem(purchase("x".repeat(17_000)), 400, "INVALID_REQUEST");
        assertProblem(purchase("x".repeat(40_000)), 413, "BODY_TOO_LARGE");
    }

    @Test
    void a_creator_alone_or_staff_cannot_buy_coins(World world) throws InterruptedException {
        String receipt = store.buy(PACK, vera.subject());

        assertProblem(
                gateway.post(world.login("felix"), "/v1/app-store-purchases", Api.key(), body(receipt)),
                403,
                "FORBIDDEN");
    }

    private Reply purchase(String receipt) throws InterruptedException {
        return gateway.post(vera, "/v1/app-store-purchases", Api.key(), body(receipt));
    }

    private static String body(String receipt) {
        return "{\"signedTransaction\": \"" + receipt + "\"}";
    }
}
