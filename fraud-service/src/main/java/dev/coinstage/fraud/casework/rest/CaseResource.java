package dev.coinstage.fraud.casework.rest;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.fraud.api.Pages;
import dev.coinstage.fraud.api.Versions;
import dev.coinstage.fraud.casework.app.CaseStore;
import dev.coinstage.fraud.casework.app.NoteView;
import dev.coinstage.fraud.casework.app.Notes;
import dev.coinstage.fraud.casework.app.WorkOnCase;
import dev.coinstage.fraud.casework.domain.CaseFile;
import dev.coinstage.fraud.casework.domain.CaseOutcome;
import dev.coinstage.fraud.casework.domain.Verdict;
import dev.coinstage.fraud.casework.domain.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The review queue. Changes name the version that was read, by If-Match. */
@Path("/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"security-analyst", "security-lead"})
@Tag(name = "Cases")
class CaseResource {

    private static final String IF_MATCH = "If-Match";
    private static final String ETAG = "ETag";

    private final CaseStore store;
    private final WorkOnCase work;
    private final Notes notes;
    private final Caller caller;
    private final Clock clock;

    CaseResource(CaseStore store, WorkOnCase work, Notes notes, Caller caller, Clock clock) {
        this.store = store;
        this.work = work;
        this.notes = notes;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "AssignCase")
    record AssignRequest(
            @Schema(required = true, description = "Oneself, or for a lead anybody.") @NotNull
            UUID assignee) {}

    @Schema(name = "WriteCaseNote")
    record NoteRequest(
            @Schema(required = true, examples = "The bank confirms that the card was stolen.")
            @NotBlank
            @Size(max = 4000)
            String text) {}

    @Schema(name = "DecideCase")
    record DecisionRequest(
            @Schema(required = true) @NotNull Verdict verdict,

            @Schema(required = true, examples = "The creator's bank account was confirmed by a call.")
            @NotBlank
            @Size(max = 1000)
            String reason) {}

    @GET
    @Operation(
            summary = "The review queue",
            description =
                    "Cases, oldest first; of all states unless one is given. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = CaseBody.Page.class, responseCode = "200", responseDescription = "One page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    public Uni<CaseBody.Page> list(
            @QueryParam("state") CaseStore.State state,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Pages.LARGEST) int limit,
            @QueryParam("after") String after) {
        return store.list(Optional.ofNullable(state), Pages.after(after), limit + 1)
                .map(found -> new CaseBody.Page(
                        Pages.shown(found, limit).stream()
                                .map(file -> CaseBody.of(file, null))
                                .toList(),
                        Pages.next(found, limit, CaseFile::id)));
    }

    @GET
    @Path("/{caseId}")
    @Operation(
            summary = "A case with its notes",
            description = "The ETag names its version. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = CaseBody.class, responseCode = "200", responseDescription = "The case.")
    @APIResponse(responseCode = "404", description = "CASE_NOT_FOUND")
    public Uni<RestResponse<CaseBody>> byId(@PathParam("caseId") UUID caseId) {
        return store.byId(caseId)
                .map(found -> found.orElseThrow(
                        () -> CaseProblems.problem(new CaseOutcome.Unknown()).exception()))
                .flatMap(file -> notes.of(caseId).map(written -> ok(file, written, false)));
    }

    @POST
    @Path("/{caseId}/assign")
    @Operation(
            summary = "Give a case to somebody",
            description = "Analysts take cases themselves. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = CaseBody.class, responseCode = "200", responseDescription = "Assigned.")
    @APIResponse(
            responseCode = "400",
            description = "IF_MATCH_MALFORMED, INVALID_REQUEST, MALFORMED_REQUEST, UNKNOWN_FIELD")
    @APIResponse(responseCode = "404", description = "CASE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CASE_DECIDED")
    @APIResponse(responseCode = "412", description = "CASE_CHANGED")
    @APIResponse(responseCode = "428", description = "IF_MATCH_MISSING")
    public Uni<RestResponse<CaseBody>> assign(
            @PathParam("caseId") UUID caseId,
            @Valid @NotNull AssignRequest request,
            @HeaderParam(IF_MATCH) String ifMatch) {
        return work.assign(caseId, request.assignee(), worker(), Versions.seen(ifMatch))
                .map(outcome -> reply(outcome, false));
    }

    @POST
    @Path("/{caseId}/notes")
    @Operation(
            summary = "Note something on a case",
            description = "Also after its decision. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = NoteView.class, responseCode = "201", responseDescription = "Noted.")
    @APIResponse(responseCode = "404", description = "CASE_NOT_FOUND")
    public Uni<RestResponse<NoteView>> note(
            @PathParam("caseId") UUID caseId,
            @Valid @NotNull NoteRequest request,
            @HeaderParam(IdempotencyKey.HEADER) String key) {
        var scoped = ScopedKey.of(caller.subject(), "note-case", IdempotencyKey.parse(key, clock.instant()));
        return notes.write(caseId, worker(), request.text(), scoped)
                .map(answer -> answer.orElseThrow(
                        () -> CaseProblems.problem(new CaseOutcome.Unknown()).exception()))
                .map(written -> Replays.created(written.value(), written.replayed()));
    }

    @POST
    @Path("/{caseId}/decision")
    @Operation(
            summary = "Decide a case",
            description =
                    "Once and for all; the other services hear of it. An approved CHARGEBACK lifts the creators' PAYOUT "
                            + "restrictions of the case. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = CaseBody.class, responseCode = "200", responseDescription = "Decided.")
    @APIResponse(responseCode = "404", description = "CASE_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "CASE_DECIDED, CASE_OF_ANOTHER, IDEMPOTENCY_KEY_REUSED")
    @APIResponse(responseCode = "412", description = "CASE_CHANGED")
    @APIResponse(responseCode = "428", description = "IF_MATCH_MISSING")
    public Uni<RestResponse<CaseBody>> decide(
            @PathParam("caseId") UUID caseId,
            @Valid @NotNull DecisionRequest request,
            @HeaderParam(IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String key) {
        var scoped = ScopedKey.of(caller.subject(), "decide-case", IdempotencyKey.parse(key, clock.instant()));
        return work.decide(caseId, request.verdict(), request.reason(), worker(), Versions.seen(ifMatch), scoped)
                .map(answer -> reply(answer.outcome(), answer.replayed()));
    }

    private Worker worker() {
        return new Worker(caller.subject(), caller.has("security-lead"));
    }

    private static RestResponse<CaseBody> reply(CaseOutcome outcome, boolean replayed) {
        if (outcome instanceof CaseOutcome.Done done) {
            return ok(done.file(), null, replayed);
        }
        throw CaseProblems.problem(outcome).exception();
    }

    private static RestResponse<CaseBody> ok(CaseFile file, List<NoteView> notes, boolean replayed) {
        var reply =
                RestResponse.ResponseBuilder.ok(CaseBody.of(file, notes)).header(ETAG, Versions.tag(file.version()));
        if (replayed) {
            reply.header(IdempotencyKey.REPLAYED, "true");
        }
        return reply.build();
    }
}
