-- What became of each request that moves money or creates: found again when the caller retries.
-- Written in the transaction of the operation itself, so that neither exists without the other.
CREATE TABLE idempotency_outcome (
    key          uuid        NOT NULL,          -- UUIDv7 made by the caller: rows arrive in time order
    scope        text        NOT NULL,          -- caller and operation: callers cannot see each other's keys
    request_hash bytea       NOT NULL CHECK (length(request_hash) = 32),
    outcome      jsonb       NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (key, scope)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER idempotency_outcome_is_insert_only BEFORE UPDATE OR DELETE ON idempotency_outcome
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
