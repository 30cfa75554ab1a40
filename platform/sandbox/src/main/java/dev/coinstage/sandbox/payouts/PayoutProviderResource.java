package dev.coinstage.sandbox.payouts;

import dev.coinstage.sandbox.problem.Refused;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestResponse;

/** A payout provider in the manner of known ones. */
@Path("/payout-provider")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class PayoutProviderResource {

    private static final String BEARER = "Bearer ";

    private final PayoutBook book;
    private final PayoutsConfig config;
    /** Keys whose first request was dropped unread; after a restart it is dropped once more. */
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();

    PayoutProviderResource(PayoutBook book, PayoutsConfig config) {
        this.book = book;
        this.config = config;
    }

    record Found(List<Payout> items) {}

    record Advance(@NotNull @Min(1) @Max(366) Integer days) {}

    record Now(Instant now) {}

    @POST
    @Path("/v1/payouts")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Payout>> submit(
            @NotNull @Valid PayoutRequest request,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Idempotency-Key") @NotNull @Pattern(regexp = "[A-Za-z0-9-]{8,64}") String key,
            RoutingContext exchange) {
        authorize(authorization);
        var magic = MagicDestination.of(request.destination());
        if (magic == MagicDestination.DROPPED_BEFORE_ACCEPTING_ALWAYS
                || magic == MagicDestination.DROPPED_BEFORE_ACCEPTING_ONCE && dropped.add(key) && !book.knows(key)) {
            return hangUp(exchange);
        }
        var submitted = book.submit(key, request);
        if (magic == MagicDestination.DROPPED_AFTER_ACCEPTING && !submitted.replayed()) {
            return hangUp(exchange);
        }
        return Uni.createFrom().item(created(submitted));
    }

    private static RestResponse<Payout> created(PayoutBook.Submitted submitted) {
        var reply = RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, submitted.payout());
        if (submitted.replayed()) {
            reply.header("Idempotency-Replayed", "true");
        }
        return reply.build();
    }

    /** As when a network breaks: the connection ends and nobody says anything. */
    private static Uni<RestResponse<Payout>> hangUp(RoutingContext exchange) {
        exchange.request().connection().close();
        return Uni.createFrom().nothing();
    }

    @GET
    @Path("/v1/payouts")
    public Found byReference(
            @QueryParam("reference") @NotNull String reference, @HeaderParam("Authorization") String authorization) {
        authorize(authorization);
        return new Found(book.byReference(reference).map(List::of).orElse(List.of()));
    }

    @GET
    @Path("/v1/payouts/{id}")
    public Payout byId(@PathParam("id") String id, @HeaderParam("Authorization") String authorization) {
        authorize(authorization);
        return book.byId(id).orElseThrow(() -> new Refused(404, "PAYOUT_NOT_FOUND", "There is no such payout."));
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

    @POST
    @Path("/clock/advance")
    @Consumes(MediaType.APPLICATION_JSON)
    public Now advance(@NotNull @Valid Advance advance) {
        return new Now(book.advance(advance.days()));
    }

    @GET
    @Path("/totals")
    public Totals totals() {
        return book.totals();
    }
}
