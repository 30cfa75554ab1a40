package dev.coinstage.payout.payout.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.payout.payout.app.PayoutConfig;
import dev.coinstage.payout.payout.app.PayoutProvider;
import dev.coinstage.payout.payout.provider.ProviderApi.Item;
import dev.coinstage.payout.payout.provider.ProviderApi.Items;
import dev.coinstage.payout.payout.provider.ProviderApi.Refusal;
import dev.coinstage.payout.quantity.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The provider over HTTP. Only what it surely says counts as said; nothing is retried here. */
@ApplicationScoped
class HttpPayoutProvider implements PayoutProvider {

    private static final int UNPROCESSABLE = 422;

    private final ProviderApi api;
    private final String authorization;
    private final ObjectMapper mapper;

    HttpPayoutProvider(@RestClient ProviderApi api, PayoutConfig config, ObjectMapper mapper) {
        this.api = api;
        this.authorization = "Bearer " + config.provider().apiKey();
        this.mapper = mapper;
    }

    @Override
    public Uni<Answer> submit(Order order) {
        var body = new ProviderApi.Order(
                order.reference(), order.amount().amountMinor(), order.amount().currency(), order.destination());
        return Uni.createFrom()
                .deferred(() -> api.submit(authorization, order.key(), body))
                .map(item -> has(item, order.reference(), order.amount()))
                .onFailure()
                .recoverWithItem(this::refusedOrSilent);
    }

    @Override
    public Uni<Answer> ask(String reference, Money amount) {
        return Uni.createFrom()
                .deferred(() -> api.byReference(authorization, reference))
                .map(items -> found(items, reference, amount))
                .onFailure()
                .recoverWithItem(failure -> new Answer.Silent(failure.toString()));
    }

    private static Answer found(Items items, String reference, Money amount) {
        if (items == null || items.items() == null) {
            return new Answer.Silent("a reply without a list");
        }
        return items.items().isEmpty() ? new Answer.HasNot() : has(items.items().get(0), reference, amount);
    }

    private static Answer has(Item item, String reference, Money amount) {
        var ours = item != null
                && reference.equals(item.reference())
                && amount.currency().equals(item.currency())
                && amount.amountMinor() == item.amountMinor();
        return ours
                ? ProviderStatus.of(item)
                        .<Answer>map(Answer.Has::new)
                        .orElseGet(() -> new Answer.Silent("a state that we do not know"))
                : new Answer.Silent("an answer about another payout");
    }

    /** Of all refusals 422 alone says that the order was understood and will never be carried out. */
    private Answer refusedOrSilent(Throwable failure) {
        return failure instanceof WebApplicationException refused
                        && refused.getResponse().getStatus() == UNPROCESSABLE
                ? new Answer.Refuses(code(refused))
                : new Answer.Silent(failure.toString());
    }

    private String code(WebApplicationException refused) {
        try {
            return String.valueOf(mapper.readValue(refused.getResponse().readEntity(String.class), Refusal.class)
                    .code());
        } catch (JsonProcessingException | IllegalStateException notAProblem) {
            return "UNKNOWN";
        }
    }
}
