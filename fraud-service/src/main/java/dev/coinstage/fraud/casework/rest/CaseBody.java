package dev.coinstage.fraud.casework.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.fraud.casework.app.CaseStore;
import dev.coinstage.fraud.casework.app.NoteView;
import dev.coinstage.fraud.casework.domain.CaseFile;
import dev.coinstage.fraud.casework.domain.CaseFile.Progress;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.casework.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Case")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseBody(
        @Schema(required = true) UUID caseId,
        @Schema(required = true) CaseKind action,

        @Schema(required = true, description = "The purchase, campaign, payout or dispute that it is about.")
        UUID subjectId,

        @Schema(required = true) UUID userId,

        @Schema(required = true, description = "What it is about worth, in US cents.", examples = "1299")
        long valueUsCents,

        @Schema(required = true, examples = "[\"FRESH_METHOD_LARGE_AMOUNT\"]")
        List<String> reasonCodes,

        @Schema(required = true) CaseStore.State state,
        UUID assignee,
        Verdict verdict,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        @Schema(required = true) Instant openedAt,

        @Schema(required = true, description = "When it should be decided.")
        Instant dueAt,

        @Schema(required = true, description = "As in the ETag.", examples = "1")
        int version,

        @Schema(description = "Oldest first; with a single case only.")
        List<NoteView> notes) {

    static CaseBody of(CaseFile file, List<NoteView> notes) {
        var decided = file.progress() instanceof Progress.Decided d ? d : null;
        return new CaseBody(
                file.id(),
                file.kind(),
                file.subjectId(),
                file.userId(),
                file.valueCents(),
                file.reasonCodes(),
                state(file.progress()),
                file.progress() instanceof Progress.Assigned assigned ? assigned.to() : null,
                decided == null ? null : decided.verdict(),
                decided == null ? null : decided.by(),
                decided == null ? null : decided.at(),
                decided == null ? null : decided.reason(),
                file.openedAt(),
                file.dueAt(),
                file.version(),
                notes);
    }

    private static CaseStore.State state(Progress progress) {
        if (progress instanceof Progress.Decided) {
            return CaseStore.State.DECIDED;
        }
        return progress instanceof Progress.Assigned ? CaseStore.State.ASSIGNED : CaseStore.State.OPEN;
    }

    @Schema(name = "Cases", description = "One page, oldest first.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            @Schema(required = true) List<CaseBody> items,

            @Schema(description = "Cursor of the next page; absent on the last one.")
            String next) {}
}
