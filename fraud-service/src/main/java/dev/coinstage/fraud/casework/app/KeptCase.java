package dev.coinstage.fraud.casework.app;

import dev.coinstage.fraud.casework.domain.CaseFile;
import dev.coinstage.fraud.casework.domain.CaseFile.Progress;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.casework.domain.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A decided case as kept under the key of its decision. */
@RegisterForReflection
record KeptCase(
        UUID id,
        CaseKind kind,
        UUID subjectId,
        UUID userId,
        long valueCents,
        List<String> reasonCodes,
        Instant openedAt,
        Instant dueAt,
        Verdict verdict,
        UUID by,
        Instant at,
        String reason,
        int version) {

    static KeptCase of(CaseFile file) {
        var decided = (Progress.Decided) file.progress();
        return new KeptCase(
                file.id(),
                file.kind(),
                file.subjectId(),
                file.userId(),
                file.valueCents(),
                file.reasonCodes(),
                file.openedAt(),
                file.dueAt(),
                decided.verdict(),
                decided.by(),
                decided.at(),
                decided.reason(),
                file.version());
    }

    CaseFile file() {
        return new CaseFile(
                id,
                kind,
                subjectId,
                userId,
                valueCents,
                reasonCodes,
                openedAt,
                dueAt,
                new Progress.Decided(verdict, by, at, reason),
                version);
    }
}
