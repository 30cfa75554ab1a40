package dev.coinstage.payout.payout.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.payout.api.Cursors;
import dev.coinstage.payout.payout.app.CancelPayout;
import dev.coinstage.payout.payout.app.PayoutRecord;
import dev.coinstage.payout.payout.app.PayoutStore;
import dev.coinstage.payout.payout.app.RequestPayout;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/payouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Payouts")
class PayoutResource {

    private static final String CREATOR = "creator";
    private static final String FINANCE = "finance";
    private static final int LARGEST_PAGE = 200;

    private final RequestPayout request;
    private final CancelPayout cancel;
    private final PayoutStore store;
    private final Caller caller;
    private final JsonWebToken token;
    private final Clock clock;

    PayoutResource(
            RequestPayout request,
            CancelPayout cancel,
            PayoutStore store,
            Caller caller,
            JsonWebToken token,
            Clock clock) {
        this.request = request;
        this.cancel = cancel;
        this.store = store;
        this.caller = caller;
        this.token = token;
        this.clock = clock;
    }

    @Schema(name = "RequestPayout")
    record PayoutRequest(@Schema(required = true) @NotNull UUID quoteId) {}

    @Schema(name = "Payouts")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PayoutsBody(
            @Schema(required = true) List<PayoutView> items,

            @Schema(description = "Where the next page begins; absent on the last one.")
            String next) {}

    @POST
    @RolesAllowed(CREATOR)
    @Operation(
            summary = "Ask for a payout",
            description =
                    "By a quote of one's own, with a token of two factors (acr 2). It is taken on when this answers; a replay answers "
                            + "it as it is then. Role: creator.")
    @APIResponseSchema(value = PayoutView.class, responseCode = "201", responseDescription = "Taken on.")
    @APIResponse(responseCode = "401", description = "UNAUTHENTICATED, STEP_UP_REQUIRED")
    @APIResponse(responseCode = "404", description = "QUOTE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "IDEMPOTENCY_KEY_REUSED, QUOTE_USED")
    @APIResponse(
            responseCode = "422",
            description =
                    "QUOTE_EXPIRED, METHOD_NOT_ACTIVE, CURRENCY_MISMATCH, BELOW_MINIMUM, PAYOUT_RESTRICTED, ACCOUNT_FROZEN, "
                            + "DEBT_OUTSTANDING, INSUFFICIENT_DIAMONDS")
    @APIResponse(responseCode = "503", description = "WALLET_UNAVAILABLE, NOT_READY, DATABASE_UNAVAILABLE")
    public Uni<RestResponse<PayoutView>> request(
            @Valid @NotNull PayoutRequest body, @HeaderParam(IdempotencyKey.HEADER) String key) {
        StepUpRequired.unlessTwoFactors(token);
        return request.of(caller.subject(), body.quoteId(), IdempotencyKey.parse(key, clock.instant()))
                .map(answer -> Replays.created(PayoutView.from(answer.value()), answer.replayed()));
    }

    @GET
    @RolesAllowed({CREATOR, FINANCE})
    @Operation(summary = "Payouts", description = "Newest first. Roles: creator (one's own), finance (all).")
    public Uni<PayoutsBody> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int limit,
            @QueryParam("after") String after) {
        return store.list(whose(), Cursors.parse(after), limit + 1).map(found -> page(found, limit));
    }

    private static PayoutsBody page(List<PayoutRecord> found, int limit) {
        var more = found.size() > limit;
        var items = found.stream().limit(limit).map(PayoutView::from).toList();
        return new PayoutsBody(items, more ? items.get(limit - 1).id().toString() : null);
    }

    /** Everybody's for finance. */
    private Optional<UUID> whose() {
        return caller.has(FINANCE) ? Optional.empty() : Optional.of(caller.subject());
    }

    @GET
    @Path("/{payoutId}")
    @RolesAllowed({CREATOR, FINANCE})
    @Operation(summary = "A payout", description = "Roles: creator (one's own), finance (all).")
    @APIResponseSchema(value = PayoutView.class, responseCode = "200", responseDescription = "The payout.")
    @APIResponse(responseCode = "404", description = "PAYOUT_NOT_FOUND")
    public Uni<PayoutView> byId(@PathParam("payoutId") UUID payoutId) {
        var whose = whose();
        return store.byId(payoutId)
                .map(found -> found.filter(
                                record -> whose.isEmpty() || whose.get().equals(record.creator()))
                        .map(PayoutView::from)
                        .orElseThrow(PayoutResource::unknown));
    }

    @POST
    @Path("/{payoutId}/cancel")
    @RolesAllowed(CREATOR)
    @Operation(
            summary = "Call one's own payout back",
            description = "Until the provider was told; its diamonds come back. Again changes nothing. Role: creator.")
    @APIResponseSchema(value = PayoutView.class, responseCode = "200", responseDescription = "Canceled, now or before.")
    @APIResponse(responseCode = "404", description = "PAYOUT_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "PAYOUT_NOT_CANCELABLE")
    public Uni<PayoutView> cancel(@PathParam("payoutId") UUID payoutId) {
        return cancel.of(caller.subject(), payoutId).map(PayoutResource::canceled);
    }

    private static PayoutView canceled(CancelPayout.Outcome outcome) {
        if (outcome instanceof CancelPayout.Outcome.TooLate late) {
            throw Problem.of(409, "PAYOUT_NOT_CANCELABLE", "The payout was submitted already, or is over.")
                    .with("state", late.state().name())
                    .exception();
        }
        if (outcome instanceof CancelPayout.Outcome.Canceled done) {
            return PayoutView.from(done.payout());
        }
        throw unknown();
    }

    private static RuntimeException unknown() {
        return Problem.of(404, "PAYOUT_NOT_FOUND", "There is no such payout.").exception();
    }
}
