package dev.coinstage.fraud.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.api.Pages;
import dev.coinstage.fraud.listing.ListEntries.NewEntry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Allow, block and watch lists. */
@Path("/v1/list-entries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Lists")
class ListEntryResource {

    private final ListEntries entries;
    private final Caller caller;
    private final Clock clock;

    ListEntryResource(ListEntries entries, Caller caller, Clock clock) {
        this.entries = entries;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "NewListEntry")
    record EntryRequest(
            @Schema(required = true) @NotNull ListEntry.Kind kind,

            @Schema(
                    required = true,
                    description = "A user's id, a fingerprint, or a domain, which stands for those below it too.",
                    examples = "free-coins.example")
            @NotNull
            @Size(max = 200)
            @Pattern(regexp = "\\S+")
            String value,

            @Schema(required = true) @NotNull ListEntry.Disposition disposition,

            @Schema(required = true, examples = "Phishing for verification codes.") @NotBlank @Size(max = 500)
            String reason,

            @Schema(description = "Until when it counts; for ever without it.") @Future
            Instant expiresAt) {

        NewEntry entry() {
            var literal = kind == ListEntry.Kind.CARD || kind == ListEntry.Kind.DESTINATION;
            return new NewEntry(
                    kind, literal ? value : value.toLowerCase(Locale.ROOT), disposition, reason.strip(), expiresAt);
        }
    }

    @Schema(name = "ListEntries", description = "One page, oldest first.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryPage(
            @Schema(required = true) List<EntryView> items,

            @Schema(description = "Cursor of the next page; absent on the last one.")
            String next) {}

    @GET
    @RolesAllowed({"security-analyst", "security-lead"})
    @Operation(summary = "Entries in force", description = "Oldest first. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = EntryPage.class, responseCode = "200", responseDescription = "One page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    public Uni<EntryPage> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Pages.LARGEST) int limit,
            @QueryParam("after") String after) {
        return entries.inForce(Pages.after(after), limit + 1)
                .map(found -> new EntryPage(
                        Pages.shown(found, limit).stream().map(EntryView::of).toList(),
                        Pages.next(found, limit, entry -> entry.id)));
    }

    @POST
    @RolesAllowed("security-lead")
    @Operation(
            summary = "List somebody or something",
            description = "Counts from the next decision on. Role: security-lead.")
    @APIResponseSchema(value = EntryView.class, responseCode = "201", responseDescription = "Listed.")
    @APIResponse(responseCode = "409", description = "ENTRY_EXISTS, IDEMPOTENCY_KEY_REUSED")
    public Uni<RestResponse<EntryView>> add(
            @Valid @NotNull EntryRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var scoped = ScopedKey.of(caller.subject(), "add-list-entry", IdempotencyKey.parse(key, clock.instant()));
        return entries.add(caller.subject(), request.entry(), scoped)
                .map(answer -> Replays.created(answer.value(), answer.replayed()));
    }

    @DELETE
    @Path("/{entryId}")
    @RolesAllowed("security-lead")
    @Operation(summary = "Take an entry off its list", description = "Again changes nothing. Role: security-lead.")
    @APIResponse(responseCode = "204", description = "Removed.")
    @APIResponse(responseCode = "404", description = "ENTRY_NOT_FOUND")
    public Uni<Void> remove(@PathParam("entryId") UUID entryId) {
        return entries.remove(caller.subject(), entryId)
                .invoke(known -> {
                    if (!known) {
                        throw Problem.of(404, "ENTRY_NOT_FOUND", "There is no such entry.")
                                .exception();
                    }
                })
                .replaceWithVoid();
    }
}
