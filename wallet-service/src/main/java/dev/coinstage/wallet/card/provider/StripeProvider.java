package dev.coinstage.wallet.card.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.coinstage.wallet.card.app.CardConfig;
import dev.coinstage.wallet.card.app.CardProvider;
import dev.coinstage.wallet.card.domain.CardNotice;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.quantity.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Stripe, or whoever speaks as it does. Its library checks the signatures of notices; requests are made by a small client of our own,
 * since the library's would block a thread each.
 */
@ApplicationScoped
class StripeProvider implements CardProvider {

    private final PaymentsApi payments;
    private final CardConfig config;
    private final ObjectMapper mapper;

    StripeProvider(@RestClient PaymentsApi payments, CardConfig config, ObjectMapper mapper) {
        this.payments = payments;
        this.config = config;
        this.mapper = mapper;
    }

    @Override
    public Uni<CardPurchase> await(CardPurchase purchase) {
        return config.apiKey().isEmpty()
                ? Uni.createFrom().failure(new Unavailable("no key of the card provider is configured"))
                : payments.await(
                                authorization(),
                                purchase.id(),
                                purchase.price().amountMinor(),
                                purchase.price().currency().toLowerCase(Locale.ROOT),
                                purchase.id())
                        .map(payment -> purchase.with(payment.id(), payment.clientSecret()))
                        .onFailure()
                        .transform(failure -> new Unavailable(String.valueOf(failure.getMessage())));
    }

    @Override
    public Uni<Void> refund(CardPurchase purchase) {
        return payments.refund(authorization(), purchase.id() + "-refund", purchase.payment())
                .onFailure()
                .transform(failure -> new Unavailable(String.valueOf(failure.getMessage())))
                .replaceWithVoid();
    }

    private String authorization() {
        return "Bearer " + config.apiKey().orElse("");
    }

    @Override
    public CardNotice read(String body, String signature) {
        var secret = config.noticeSecret()
                .orElseThrow(() -> new Unavailable("no secret for the card provider's notices is configured"));
        try {
            Webhook.Signature.verifyHeader(
                    body, signature, secret, config.noticeTolerance().toSeconds());
            return notice(mapper.readTree(body));
        } catch (SignatureVerificationException e) {
            throw new Forged("the signature is not the card provider's, or too old");
        } catch (JsonProcessingException e) {
            throw new Forged("the notice is no JSON");
        }
    }

    private static CardNotice notice(JsonNode event) {
        var id = event.path("id").asText();
        var type = event.path("type").asText();
        var object = event.path("data").path("object");
        return switch (type) {
            case "payment_intent.succeeded" ->
                new CardNotice.Paid(id, type, object.path("id").asText(), money(object, "amount_received"));
            case "payment_intent.payment_failed" ->
                new CardNotice.Declined(id, type, object.path("id").asText());
            case "charge.refunded" ->
                new CardNotice.Refunded(id, type, object.path("payment_intent").asText());
            case "charge.dispute.created" ->
                new CardNotice.Disputed(
                        id,
                        type,
                        object.path("id").asText(),
                        object.path("payment_intent").asText(),
                        money(object, "amount"),
                        new Money(currency(object), fee(object)),
                        object.path("reason").asText());
            default -> new CardNotice.Other(id, type);
        };
    }

    private static long fee(JsonNode dispute) {
        var fee = 0L;
        for (var transaction : dispute.path("balance_transactions")) {
            fee += transaction.path("fee").asLong();
        }
        return fee;
    }

    private static Money money(JsonNode object, String amount) {
        return new Money(currency(object), object.path(amount).asLong());
    }

    private static String currency(JsonNode object) {
        return object.path("currency").asText().toUpperCase(Locale.ROOT);
    }
}
