package dev.coinstage.promote.delivery.rest;

import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.promote.delivery.app.BillNotice;
import dev.coinstage.promote.delivery.app.BillNotice.Billed;
import dev.coinstage.promote.delivery.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/ad-notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Delivery")
class AdNoticeResource {

    private final BillNotice billNotice;
    private final Caller caller;

    AdNoticeResource(BillNotice billNotice, Caller caller) {
        this.billNotice = billNotice;
        this.caller = caller;
    }

    @Schema(name = "AdSeen")
    record NoticeRequest(
            @Schema(
                    required = true,
                    description = "As it came with the decision.",
                    examples = "k1.AZfwpDw-fVKbWm8vHTxLWg.c2lnbmF0dXJl")
            @NotBlank
            @Size(max = 300)
            String notice) {}

    @Schema(name = "NoticeVerdict")
    record VerdictBody(
            @Schema(required = true) UUID impressionId,

            @Schema(required = true, description = "LATE ones are recorded and not billed.")
            Known verdict,

            @Schema(
                    required = true,
                    description = "Micro-coins that the impression cost: none when it is late.",
                    examples = "50000")
            long billedMicros) {

        enum Known {
            BILLED,
            LATE
        }

        static VerdictBody from(Billed billed) {
            var notice = billed.notice()
                    .orElseThrow(() -> Problem.of(422, "NOTICE_FORGED", "This is no notice that this caller was given.")
                            .exception());
            return billed.verdict() == Verdict.LATE
                    ? new VerdictBody(notice.impression(), Known.LATE, 0)
                    : new VerdictBody(
                            notice.impression(), Known.BILLED, notice.price().value());
        }
    }

    @POST
    @RolesAllowed({"viewer", "creator"})
    @Operation(
            summary = "Tell that it was seen",
            description =
                    "Bills the impression once: the same notice again is answered the same. Only whom it was shown may tell. "
                            + "Roles: viewer, creator.")
    @APIResponseSchema(value = VerdictBody.class, responseCode = "200", responseDescription = "Billed, or late.")
    @APIResponse(responseCode = "422", description = "NOTICE_FORGED: nothing was changed")
    public Uni<VerdictBody> seen(@Valid @NotNull NoticeRequest request) {
        return billNotice.of(caller.subject(), request.notice()).map(VerdictBody::from);
    }
}
