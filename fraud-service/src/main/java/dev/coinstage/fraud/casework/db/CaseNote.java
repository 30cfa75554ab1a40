package dev.coinstage.fraud.casework.db;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What somebody noted on a case. */
@Entity
@Table(name = "case_note")
class CaseNote {

    @Id
    UUID id;

    @Column(name = "case_id")
    UUID caseId;

    UUID author;
    String text;

    @Column(name = "written_at")
    Instant writtenAt;
}
