package dev.coinstage.sandbox.cards;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.coinstage.sandbox.cards.CardBook.Payment;
import dev.coinstage.sandbox.cards.CardBook.Total;
import dev.coinstage.sandbox.problem.Refused;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** A card provider that speaks the part of Stripe's API that is needed, and lets a cardholder complain. */
@Path("/card-provider")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CardProviderResource {

    private static final String BEARER = "Bearer ";

    private final CardBook book;
    private final CardsConfig config;

    CardProviderResource(CardBook book, CardsConfig config) {
        this.book = book;
        this.config = config;
    }

    record IntentBody(
            String id,
            String object,
            long amount,
            String currency,
            String status,
            @JsonProperty("client_secret") String clientSecret) {

        static IntentBody from(Payment payment) {
            return new IntentBody(
                    payment.id(),
                    "payment_intent",
                    payment.amount(),
                    payment.currency(),
                    payment.status(),
                    payment.clientSecret());
        }
    }

    record RefundBody(String id, String object, String status) {}

    record Complaint(@NotBlank String payment, @NotBlank String reason) {}

    record DisputeBody(String id) {}

    record Totals(List<Total> items) {}

    @POST
    @Path("/v1/payment_intents")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public IntentBody await(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Idempotency-Key") @NotBlank String key,
            @FormParam("amount") @NotNull @Min(1) Long amount,
            @FormParam("currency") @NotNull @Pattern(regexp = "[a-z]{3}") String currency,
            @FormParam("metadata[purchase_id]") @NotBlank String purchase) {
        authorize(authorization);
        return IntentBody.from(book.await(key, amount, currency, purchase));
    }

    /** What the buyer's browser does, with the client secret alone. */
    @POST
    @Path("/v1/payment_intents/{id}/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public IntentBody confirm(
            @PathParam("id") String id,
            @FormParam("client_secret") @NotBlank String clientSecret,
            @FormParam("payment_method_data[card][number]") @NotBlank String number) {
        return IntentBody.from(book.confirm(id, clientSecret, CardNumber.of(number)));
    }

    @POST
    @Path("/v1/refunds")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public RefundBody refund(
            @HeaderParam("Authorization") String authorization, @FormParam("payment_intent") @NotBlank String payment) {
        authorize(authorization);
        return new RefundBody(book.refund(payment), "refund", "succeeded");
    }

    /** What no shop can do: the cardholder goes to the bank. */
    @POST
    @Path("/disputes")
    @Consumes(MediaType.APPLICATION_JSON)
    public DisputeBody dispute(@NotNull @Valid Complaint complaint) {
        return new DisputeBody(book.dispute(complaint.payment(), complaint.reason()));
    }

    @GET
    @Path("/totals")
    public Totals totals() {
        return new Totals(book.totals());
    }

    private void authorize(String authorization) {
        var given = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : "";
        if (!MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), config.apiKey().getBytes(StandardCharsets.UTF_8))) {
            throw new Refused(401, "UNAUTHENTICATED", "The API key is missing or wrong.");
        }
    }
}
