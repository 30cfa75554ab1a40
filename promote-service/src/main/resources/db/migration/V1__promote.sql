-- Amounts of money are micro-coins (a millionth of a coin) in columns named micros or without a unit in budget and lease, whole coins elsewhere.

CREATE TABLE content (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('VIDEO', 'LIVE')),
    owner           uuid        NOT NULL,
    title           text        NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    link            text        CHECK (length(link) BETWEEN 1 AND 500),
    created_at      timestamptz NOT NULL
);

CREATE TABLE campaign (
    id              uuid        PRIMARY KEY,
    owner           uuid        NOT NULL,
    content         uuid        NOT NULL REFERENCES content,
    objective       text        NOT NULL CHECK (objective IN ('VIEWS', 'FOLLOWERS', 'PROFILE_VISITS', 'LIVE_ATTENDANCE', 'SALES')),
    budget_coins    bigint      NOT NULL CHECK (budget_coins BETWEEN 1 AND 1000000),
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '30 days'),
    title           text        NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    body            text        NOT NULL CHECK (length(body) BETWEEN 1 AND 500),
    link            text        NOT NULL,       -- of the content when the campaign was made: what was reviewed is what is shown
    state           text        NOT NULL CHECK (state IN ('DRAFT', 'PENDING_REVIEW', 'REJECTED', 'SCHEDULED', 'ACTIVE', 'PAUSED',
                                                          'COMPLETED', 'CANCELLED', 'SETTLING', 'SETTLED')),
    price_micros    bigint      NOT NULL CHECK (price_micros >= 0),     -- of one impression, fixed at submit; 0 before
    ending          text        NOT NULL CHECK (ending IN ('NONE', 'COMPLETED', 'CANCELLED')),
    reason          text        NOT NULL,       -- why it was rejected or ended; empty while neither
    created_at      timestamptz NOT NULL,
    submitted_at    timestamptz,
    CHECK (state = 'DRAFT' OR state = 'CANCELLED' OR price_micros > 0),
    CHECK (state NOT IN ('COMPLETED', 'CANCELLED', 'SETTLING', 'SETTLED') OR ending <> 'NONE')
);
CREATE INDEX campaign_of_owner ON campaign (owner, id DESC);
CREATE INDEX campaign_moving ON campaign (state, starts_at, ends_at)
    WHERE state IN ('PENDING_REVIEW', 'SCHEDULED', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED', 'SETTLING');

-- What a campaign's hold at the wallet is made of. One row per hold; every micro-coin of it is in exactly one place:
-- not leased, in an open lease (see there), billed by a lease that is closed, or refunded.
CREATE TABLE budget (
    campaign        uuid        PRIMARY KEY REFERENCES campaign,
    hold            uuid        NOT NULL UNIQUE,                        -- the wallet's transfer that set the coins aside
    held            bigint      NOT NULL CHECK (held > 0 AND held % 1000000 = 0),
    unleased        bigint      NOT NULL CHECK (unleased >= 0),
    lent            bigint      NOT NULL CHECK (lent >= 0),             -- the sizes of its open leases
    spent           bigint      NOT NULL CHECK (spent >= 0),            -- billed by closed leases
    refunded        bigint      NOT NULL CHECK (refunded >= 0 AND refunded % 1000000 = 0),
    forgiven        bigint      NOT NULL CHECK (forgiven BETWEEN 0 AND refunded),   -- billed, not captured, given back
    captured        bigint      NOT NULL CHECK (captured >= 0 AND captured % 1000000 = 0 AND captured <= held), -- asked for, unless refused
    delivering      boolean     NOT NULL,       -- false for ever once the campaign has ended: no new lease
    hold_gone       boolean     NOT NULL,       -- the wallet gave it back by itself (a chargeback): no capture, no void
    settled_at      timestamptz,
    CHECK (held = unleased + lent + spent + refunded),
    CHECK (settled_at IS NULL OR (unleased = 0 AND lent = 0 AND spent = captured AND held = captured + refunded))
);
CREATE INDEX budget_open ON budget (campaign) WHERE settled_at IS NULL;

-- A slice of a budget that one process serves from, so that processes do not wait for each other.
CREATE TABLE lease (
    id              uuid        PRIMARY KEY,
    campaign        uuid        NOT NULL REFERENCES budget,
    holder          uuid        NOT NULL,       -- the process
    size            bigint      NOT NULL CHECK (size > 0),
    free            bigint      NOT NULL CHECK (free >= 0),
    reserved        bigint      NOT NULL CHECK (reserved >= 0),
    billed          bigint      NOT NULL CHECK (billed >= 0),
    returned        bigint      NOT NULL CHECK (returned >= 0),
    opened_at       timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > opened_at),    -- no reservation is made after it
    closed_at       timestamptz,
    CHECK (size = free + reserved + billed + returned),
    CHECK (CASE WHEN closed_at IS NULL THEN returned = 0 ELSE free = 0 AND reserved = 0 END)
);
CREATE INDEX lease_open ON lease (campaign, holder) WHERE closed_at IS NULL;

-- An impression that was promised a price until its notice expires.
CREATE TABLE reservation (
    id              uuid        PRIMARY KEY,    -- the impression
    lease           uuid        NOT NULL REFERENCES lease,
    campaign        uuid        NOT NULL REFERENCES budget,
    viewer          uuid        NOT NULL,
    placement       text        NOT NULL CHECK (length(placement) BETWEEN 1 AND 40),
    micros          bigint      NOT NULL CHECK (micros > 0),
    decided_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > decided_at),
    state           text        NOT NULL CHECK (state IN ('RESERVED', 'BILLED', 'EXPIRED'))
);
CREATE INDEX reservation_waiting ON reservation (expires_at) WHERE state = 'RESERVED';

CREATE TABLE billing (
    impression      uuid        PRIMARY KEY REFERENCES reservation,     -- once each
    lease           uuid        NOT NULL REFERENCES lease,
    micros          bigint      NOT NULL CHECK (micros > 0),
    billed_at       timestamptz NOT NULL
);

CREATE TABLE late_notice (
    impression      uuid        PRIMARY KEY REFERENCES reservation,     -- the first one; more of them tell nothing new
    received_at     timestamptz NOT NULL
);

CREATE TABLE capture (
    id              uuid        PRIMARY KEY,    -- the command's, and so the wallet's key
    campaign        uuid        NOT NULL REFERENCES budget,
    span            text        NOT NULL,       -- the window's start in epoch milliseconds, or final
    coins           bigint      NOT NULL CHECK (coins > 0),
    asked_at        timestamptz NOT NULL,
    UNIQUE (campaign, span)
);
CREATE TABLE capture_outcome (
    capture         uuid        PRIMARY KEY REFERENCES capture,
    posted          boolean     NOT NULL,
    refusal         text        NOT NULL CHECK ((refusal = '') = posted),
    answered_at     timestamptz NOT NULL
);
CREATE TABLE refund (
    campaign        uuid        PRIMARY KEY REFERENCES budget,  -- one for each hold
    id              uuid        NOT NULL UNIQUE,
    coins           bigint      NOT NULL CHECK (coins > 0),
    asked_at        timestamptz NOT NULL
);

CREATE FUNCTION refuse_money_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON late_notice FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON capture FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON capture_outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON refund FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON campaign FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON budget FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON lease FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON reservation FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- Every micro-coin of every hold, by where it is. broken says whether the parts are the whole and each part is what its rows say.
CREATE VIEW budget_figures AS
SELECT b.campaign, b.held, b.captured, b.spent + coalesce(l.billed, 0) - b.captured AS billed_uncaptured, coalesce(l.reserved, 0) AS reserved,
       coalesce(l.free, 0) AS leased, b.unleased, b.refunded, b.forgiven, b.hold_gone, b.delivering, b.settled_at
  FROM budget b
  LEFT JOIN LATERAL (SELECT sum(billed)::bigint AS billed, sum(reserved)::bigint AS reserved, sum(free)::bigint AS free
                       FROM lease WHERE campaign = b.campaign AND closed_at IS NULL) l ON true;

CREATE VIEW budget_broken AS
SELECT f.campaign, f.held, f.captured, f.billed_uncaptured, f.reserved, f.leased, f.unleased, f.refunded
  FROM budget_figures f
  JOIN budget b USING (campaign)
 WHERE f.held <> f.captured + f.billed_uncaptured + f.reserved + f.leased + f.unleased + f.refunded
    OR f.billed_uncaptured < 0
    OR b.lent <> (SELECT coalesce(sum(size), 0) FROM lease l WHERE l.campaign = b.campaign AND closed_at IS NULL)
    OR f.reserved <> (SELECT coalesce(sum(micros), 0) FROM reservation r WHERE r.campaign = b.campaign AND state = 'RESERVED')
    OR (SELECT coalesce(sum(billed), 0) FROM lease l WHERE l.campaign = b.campaign)
       <> (SELECT coalesce(sum(i.micros), 0) FROM billing i JOIN lease l ON l.id = i.lease WHERE l.campaign = b.campaign)
    OR b.spent + b.forgiven <> (SELECT coalesce(sum(billed), 0) FROM lease l WHERE l.campaign = b.campaign AND closed_at IS NOT NULL)
    OR b.captured <> 1000000 * (SELECT coalesce(sum(coins), 0) FROM capture c LEFT JOIN capture_outcome o ON o.capture = c.id
                                 WHERE c.campaign = b.campaign AND coalesce(o.posted, true));
