-- Outcomes are kept by month of their keys, so that what is too old to be asked for leaves with its partition, in no time.
-- A key is a UUIDv7, its first 48 bits are milliseconds: ordering keys orders them by time.

ALTER TABLE idempotency_outcome RENAME TO idempotency_outcome_before;
ALTER TABLE idempotency_outcome_before RENAME CONSTRAINT idempotency_outcome_pkey TO idempotency_outcome_before_pkey;

CREATE TABLE idempotency_outcome (
    key          uuid        NOT NULL,          -- UUIDv7 made by the caller; its month is its partition
    scope        text        NOT NULL,          -- caller and operation: callers cannot see each other's keys
    request_hash bytea       NOT NULL CHECK (length(request_hash) = 32),
    outcome      jsonb       NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (key, scope)
) PARTITION BY RANGE (key);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idempotency_outcome
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A month that nobody made a partition for must not stop requests.
CREATE TABLE idempotency_outcome_default PARTITION OF idempotency_outcome DEFAULT;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idempotency_outcome_default
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The lowest UUID whose time is that moment.
CREATE FUNCTION uuid_floor(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(trunc(extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of all months from the one of the first moment to the one of the last, as far as they are missing, and
-- returns how many it made. A month of which the default partition holds rows already stays there: its outcomes are found all
-- the same. Who waits for a lock makes others wait behind it, so it gives up soon; it is asked again.
CREATE FUNCTION make_outcome_partitions(first timestamptz, last timestamptz) RETURNS int LANGUAGE plpgsql
SET lock_timeout = '1s' AS $$
DECLARE
    month timestamp := date_trunc('month', first AT TIME ZONE 'UTC');
    low   uuid;
    high  uuid;
    name  text;
    made  int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('coinstage/partitions', 0));
    WHILE month <= last AT TIME ZONE 'UTC' LOOP
        low := uuid_floor(month AT TIME ZONE 'UTC');
        high := uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC');
        name := 'idempotency_outcome_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL
           AND NOT EXISTS (SELECT FROM idempotency_outcome_default WHERE key >= low AND key < high) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF idempotency_outcome FOR VALUES FROM (%L) TO (%L)', name, low, high);
            EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT '
                           || 'EXECUTE FUNCTION refuse_change()', name);
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;

-- Drops the months that ended more than 31 days before that moment and returns how many: their keys are refused (beyond 30
-- days), so nobody can ask for their outcomes. An outcome is so kept for 31 to 62 days.
CREATE FUNCTION drop_outcome_partitions(now timestamptz) RETURNS int LANGUAGE plpgsql
SET lock_timeout = '1s' AS $$
DECLARE
    name    text;
    dropped int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('coinstage/partitions', 0));
    FOR name IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'idempotency_outcome'::regclass AND c.relname ~ '^idempotency_outcome_\d{4}_\d{2}$'
    LOOP
        IF (to_date(right(name, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' < now - interval '31 days' THEN
            EXECUTE format('DROP TABLE %I', name);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$;

-- What is older can be asked for by nobody and is left behind.
SELECT make_outcome_partitions(now() - interval '31 days', now() + interval '3 months');
INSERT INTO idempotency_outcome (key, scope, request_hash, outcome, recorded_at)
SELECT key, scope, request_hash, outcome, recorded_at
  FROM idempotency_outcome_before WHERE key >= uuid_floor(now() - interval '31 days');
DROP TABLE idempotency_outcome_before;
