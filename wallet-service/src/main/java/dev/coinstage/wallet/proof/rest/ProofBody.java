package dev.coinstage.wallet.proof.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.proof.app.VerifyCommits.Verified;
import dev.coinstage.wallet.proof.domain.Broken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Proof",
        description = "A slice of commits, held against the hash chain that was sealed behind the writes.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProofBody(
        @Schema(required = true, description = "First commit of the slice.", examples = "1")
        long from,

        @Schema(required = true, description = "Last one; from less 1 when nothing is sealed yet.", examples = "42")
        long to,

        @Schema(required = true, description = "The ledger's last commit.", examples = "43")
        long head,

        @Schema(required = true, description = "Last commit with a seal.", examples = "42")
        long sealedTo,

        @Schema(required = true, description = "Whether every commit of the slice is as it was sealed.")
        boolean verified,

        @Schema(
                required = true,
                description = "Seal of the last commit. Kept elsewhere, it proves that the chain was not made anew.",
                examples = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")
        String hash,

        BrokenBody firstBroken,

        @Schema(description = "Where the next slice begins; absent when none is sealed.", examples = "1001")
        Long next) {

    @Schema(name = "BrokenCommit", description = "The first commit that is not what was sealed.")
    record BrokenBody(
            @Schema(required = true, examples = "17") long commit,

            @Schema(
                    required = true,
                    description = "GAP: the commit is gone. ROWS_MISSING: it has other postings than it had. "
                            + "SEAL_MISSING: its seal is gone. HASH_DIFFERS: its rows or its seal were changed.")
            Broken.Reason reason) {}

    static ProofBody from(Verified slice) {
        return new ProofBody(
                slice.from(),
                slice.to(),
                slice.head(),
                slice.sealedTo(),
                slice.firstBroken().isEmpty(),
                slice.hash().hex(),
                slice.firstBroken()
                        .map(broken -> new BrokenBody(broken.commit(), broken.reason()))
                        .orElse(null),
                slice.to() < slice.sealedTo() ? slice.to() + 1 : null);
    }
}
