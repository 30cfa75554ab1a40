-- What people work on: cases, restrictions, disputes, lists, and the record of who did what.

CREATE TABLE fraud_case (
    id           uuid PRIMARY KEY,             -- UUIDv7: the order of ids is the order of opening
    kind         text NOT NULL CHECK (kind IN ('PURCHASE', 'CAMPAIGN', 'PAYOUT', 'CHARGEBACK')),
    subject_id   uuid NOT NULL,
    user_id      uuid NOT NULL,
    value_cents  bigint NOT NULL CHECK (value_cents >= 0),
    reason_codes text[] NOT NULL,
    state        text NOT NULL CHECK (state IN ('OPEN', 'ASSIGNED', 'DECIDED')),
    assignee     uuid,
    verdict      text CHECK (verdict IN ('APPROVED', 'DENIED')),
    reason       text,
    decided_by   uuid,
    decided_at   timestamptz,
    opened_at    timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    version      integer NOT NULL CHECK (version > 0),
    CHECK (state <> 'ASSIGNED' OR assignee IS NOT NULL),
    CHECK ((state = 'DECIDED') = (verdict IS NOT NULL AND decided_by IS NOT NULL AND decided_at IS NOT NULL AND reason IS NOT NULL))
);
-- people look at one subject once at a time
CREATE UNIQUE INDEX one_undecided_case ON fraud_case (kind, subject_id) WHERE state <> 'DECIDED';
CREATE INDEX case_of_subject ON fraud_case (kind, subject_id, id DESC);
CREATE INDEX case_queue ON fraud_case (state, id);

CREATE TABLE case_note (
    id         uuid PRIMARY KEY,
    case_id    uuid NOT NULL REFERENCES fraud_case,
    author     uuid NOT NULL,
    text       text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    written_at timestamptz NOT NULL
);
CREATE INDEX note_of_case ON case_note (case_id, id);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_note
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change();

CREATE TABLE restriction (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('SPENDING', 'GIFTING', 'PAYOUT')),
    reason_code text NOT NULL,
    case_id     uuid,
    imposed_by  text NOT NULL,                 -- a person's id, or fraud-service
    imposed_at  timestamptz NOT NULL,
    lifted_by   uuid,
    lifted_at   timestamptz,
    lift_reason text,
    -- how far the wallet is with it; NONE where nothing is frozen
    enforcement text NOT NULL CHECK (enforcement IN ('NONE', 'FREEZING', 'FROZEN', 'UNFREEZING', 'UNFROZEN', 'REFUSED')),
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX one_active_restriction ON restriction (user_id, kind, case_id) NULLS NOT DISTINCT WHERE lifted_at IS NULL;
CREATE INDEX restriction_of_user ON restriction (user_id, id);
CREATE INDEX restriction_of_case ON restriction (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE dispute (
    id           uuid PRIMARY KEY,
    purchase_id  uuid NOT NULL,
    user_id      uuid NOT NULL,
    coins        bigint NOT NULL CHECK (coins >= 0),
    currency     text NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    reason       text NOT NULL,
    state        text NOT NULL CHECK (state IN ('NEEDS_RESPONSE')),
    respond_by   timestamptz NOT NULL,
    case_id      uuid NOT NULL REFERENCES fraud_case,
    opened_at    timestamptz NOT NULL,
    traced_at    timestamptz,
    unspent      bigint CHECK (unspent >= 0),
    lineage      jsonb,
    decision     text CHECK (decision IN ('CLAW_BACK')),
    decided_at   timestamptz,
    CHECK ((traced_at IS NULL) = (lineage IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
);
CREATE INDEX dispute_of_user ON dispute (user_id);
CREATE INDEX dispute_of_purchase ON dispute (purchase_id);

-- The gifts that its coins became, and what of each is tainted.
CREATE TABLE dispute_gift (
    dispute_id uuid NOT NULL REFERENCES dispute,
    posting_id uuid NOT NULL,
    creator    uuid NOT NULL,
    coins      bigint NOT NULL CHECK (coins >= 0),
    diamonds   bigint NOT NULL CHECK (diamonds >= 0),
    PRIMARY KEY (dispute_id, posting_id)
);
CREATE INDEX dispute_touching ON dispute_gift (creator);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_gift
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change();

-- What the wallet reported back. On its own, because the report may come before anything else is known here.
CREATE TABLE dispute_recovery (
    dispute_id      uuid PRIMARY KEY,
    purchase_id     uuid NOT NULL,
    coins_recovered bigint NOT NULL CHECK (coins_recovered >= 0),
    coins_owed      bigint NOT NULL CHECK (coins_owed >= 0),
    detail          jsonb NOT NULL,
    carried_out_at  timestamptz NOT NULL
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_recovery
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change();

CREATE TABLE list_entry (
    id          uuid PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('USER', 'CARD', 'DESTINATION', 'DOMAIN')),
    value       text NOT NULL CHECK (length(value) BETWEEN 1 AND 200),
    disposition text NOT NULL CHECK (disposition IN ('ALLOW', 'BLOCK', 'WATCH')),
    reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    expires_at  timestamptz,
    added_by    uuid NOT NULL,
    added_at    timestamptz NOT NULL,
    removed_by  uuid,
    removed_at  timestamptz,
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE UNIQUE INDEX one_entry ON list_entry (kind, value, disposition) WHERE removed_at IS NULL;

-- Who did what and when. Each entry's hash covers the one before, so that a changed or missing entry shows.
CREATE TABLE audit_head (
    id   smallint PRIMARY KEY CHECK (id = 1),
    seq  bigint NOT NULL,
    hash bytea  NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, sha256(''));

CREATE TABLE audit_entry (
    seq     bigint PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   uuid NOT NULL,
    role    text NOT NULL,
    action  text NOT NULL,
    subject text NOT NULL,
    detail  jsonb NOT NULL,
    hash    bytea NOT NULL CHECK (length(hash) = 32)
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change();

CREATE FUNCTION audit_hash(before bytea, e audit_entry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(before || convert_to(jsonb_build_array(
        e.seq, extract(epoch FROM e.at), e.actor, e.role, e.action, e.subject, e.detail)::text, 'UTF8'))
$$;

-- Locks the head until the caller's transaction ends: entries are in one order.
CREATE FUNCTION append_audit(at timestamptz, actor uuid, role text, action text, subject text, detail jsonb)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    head audit_head;
    entry audit_entry;
BEGIN
    SELECT * INTO head FROM audit_head WHERE id = 1 FOR UPDATE;
    entry := ROW(head.seq + 1, at, actor, role, action, subject, detail, NULL);
    entry.hash := audit_hash(head.hash, entry);
    INSERT INTO audit_entry SELECT entry.*;
    UPDATE audit_head SET seq = entry.seq, hash = entry.hash WHERE id = 1;
    RETURN entry.seq;
END $$;

-- The first entry that is not as it was written, or that is missing; none when all is well.
CREATE FUNCTION first_broken_audit() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT min(broken) FROM (
        SELECT e.seq AS broken
          FROM (SELECT x AS entry, x.seq, x.hash, lag(x.hash, 1, sha256('')) OVER (ORDER BY x.seq) AS before,
                       lag(x.seq, 1, 0) OVER (ORDER BY x.seq) AS seq_before
                  FROM audit_entry x) e
         WHERE e.hash <> audit_hash(e.before, e.entry) OR e.seq <> e.seq_before + 1
        UNION ALL
        SELECT h.seq FROM audit_head h
         WHERE h.seq > 0 AND NOT EXISTS (SELECT FROM audit_entry l WHERE l.seq = h.seq AND l.hash = h.hash)) found
$$;
