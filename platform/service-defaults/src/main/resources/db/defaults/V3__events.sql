-- Facts for the other services, and what this service takes from theirs.

-- Positions are given to committed rows, one after the other, by whoever holds this row: a sequence at insert would let a later
-- number commit first, and a reader who saw it would skip the earlier one for ever.
CREATE TABLE feed_head (
    id              smallint    PRIMARY KEY CHECK (id = 1),
    position        bigint      NOT NULL CHECK (position >= 0),             -- of the last sealed event
    dropped         bigint      NOT NULL CHECK (dropped BETWEEN 0 AND position)     -- up to it, retention has deleted
) WITH (fillfactor = 10);
INSERT INTO feed_head VALUES (1, 0, 0);

-- The feed is this table: written in the transaction of the change.
CREATE TABLE event_outbox (
    id              uuid        PRIMARY KEY,
    place           bigint      GENERATED ALWAYS AS IDENTITY,               -- orders what is sealed at once
    type            text        NOT NULL,
    subject         text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    data            jsonb       NOT NULL,
    traceparent     text,                                                   -- of the request that caused it (W3C)
    position        bigint      UNIQUE                                      -- null until it is sealed
);
CREATE INDEX event_unsealed ON event_outbox (place) WHERE position IS NULL;
CREATE INDEX event_of_time ON event_outbox (occurred_at);

CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.position <= (SELECT dropped FROM feed_head) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
       AND (NEW.id, NEW.place, NEW.type, NEW.subject, NEW.occurred_at, NEW.data, NEW.traceparent)
           IS NOT DISTINCT FROM (OLD.id, OLD.place, OLD.type, OLD.subject, OLD.occurred_at, OLD.data, OLD.traceparent) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an event is sealed once, and deleted by retention only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sealed_once BEFORE UPDATE OR DELETE ON event_outbox FOR EACH ROW EXECUTE FUNCTION refuse_event_change();

-- Which histories this feed has had. A promoted replica or a restored backup writes a new timeline of the server's log and may lack
-- the tail of the old one: readers of an older epoch are sent back to where it surely is the same.
CREATE TABLE feed_epoch (
    ordinal         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    epoch           text        NOT NULL UNIQUE,
    began           bigint      NOT NULL CHECK (began >= 0),                -- last position that it shares with the one before
    known_at        timestamptz NOT NULL DEFAULT now()
);

-- How far an effect of this service has taken another's feed. Its holder alone may move it: the token fences a zombie.
CREATE TABLE feed_cursor (
    feed            text        NOT NULL,
    effect          text        NOT NULL,
    epoch           text        NOT NULL DEFAULT '',
    position        bigint      NOT NULL DEFAULT 0 CHECK (position >= 0),   -- read up to
    applied         bigint      NOT NULL DEFAULT 0 CHECK (applied >= 0),    -- taken up to: what is read again changes nothing
    holder          text        NOT NULL DEFAULT '',
    token           bigint      NOT NULL DEFAULT 0,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (feed, effect)
) WITH (fillfactor = 10);

-- Events that an effect could not take. Somebody looks, mends and replays them.
CREATE TABLE parked_event (
    effect          text        NOT NULL,
    event           uuid        NOT NULL,
    feed            text        NOT NULL,
    sequence        bigint      NOT NULL,
    envelope        jsonb       NOT NULL,
    why             text        NOT NULL,
    parked_at       timestamptz NOT NULL DEFAULT now(),
    replayed_at     timestamptz,
    PRIMARY KEY (effect, event)
);

-- Calls to other services: written in the transaction that decides on them, made until they are definitely answered.
CREATE TABLE outgoing_command (
    id              uuid        PRIMARY KEY,                                -- UUIDv7, the idempotency key of the call
    place           bigint      GENERATED ALWAYS AS IDENTITY,
    action          text        NOT NULL,
    subject         text        NOT NULL,                                   -- commands of one subject go in order
    payload         jsonb       NOT NULL,
    state           text        NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DONE', 'PARKED')),
    attempts        int         NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    token           bigint      NOT NULL DEFAULT 0,                         -- of the newest attempt: fences a zombie
    issued_at       timestamptz NOT NULL DEFAULT now(),
    due_at          timestamptz NOT NULL DEFAULT now(),
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    ended_at        timestamptz,
    answer          jsonb,
    why             text,
    CHECK ((state = 'DONE') = (answer IS NOT NULL))
);
CREATE INDEX command_waiting ON outgoing_command (due_at) WHERE state = 'PENDING';
CREATE INDEX command_of_subject ON outgoing_command (subject, place) WHERE state <> 'DONE';
CREATE INDEX command_ended ON outgoing_command (ended_at) WHERE state = 'DONE';
