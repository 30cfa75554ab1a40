package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.domain.Command;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Postings",
        description =
                "Chains of linked transfers: each is posted as a whole or not at all, whatever becomes of the others. "
                        + "At most 1,000 links in all.")
record PostingsRequest(
        @Schema(required = true) @NotNull @Size(min = 1, max = MOST_LINKS)
        List<@NotNull @Valid PostingBody> postings) {

    static final int MOST_LINKS = 1_000;

    @Schema(name = "NewPosting")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PostingBody(
            @Schema(required = true, description = "What it is, for the event feed.", examples = "campaign.hold")
            @NotNull
            @Pattern(regexp = "[a-z][a-z0-9.-]{0,39}")
            String kind,

            @Schema(
                    description = "The caller's own id of what it is for, such as a campaign; no personal data.",
                    examples = "0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a")
            @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String reference,

            @Schema(required = true) @NotNull @Size(min = 1, max = Command.LONGEST_CHAIN)
            List<@NotNull @Valid LinkBody> links) {}
}
