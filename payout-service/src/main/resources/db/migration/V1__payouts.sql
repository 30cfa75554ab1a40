-- Methods, quotes and payouts. Amounts of money are in the smallest unit of their currency.

CREATE TABLE payout_method (
    id              uuid        PRIMARY KEY,
    creator         uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('BANK_ACCOUNT')),
    destination     text        NOT NULL CHECK (length(destination) BETWEEN 4 AND 64),      -- IBAN or token; never shown whole
    fingerprint     text        NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),            -- SHA-256 of the destination
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    state           text        NOT NULL CHECK (state IN ('ACTIVE', 'REMOVED')),
    added_at        timestamptz NOT NULL
);
CREATE INDEX method_of_creator ON payout_method (creator, id);

CREATE FUNCTION refuse_money_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- The quote equals the receipt: nobody may change it.
CREATE TABLE payout_quote (
    id              uuid        PRIMARY KEY,
    creator         uuid        NOT NULL,
    method          uuid        NOT NULL REFERENCES payout_method,
    diamonds        bigint      NOT NULL CHECK (diamonds > 0),
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    rate_micros     bigint      NOT NULL CHECK (rate_micros > 0),
    gross_minor     bigint      NOT NULL CHECK (gross_minor > 0),
    fee_minor       bigint      NOT NULL CHECK (fee_minor >= 0),
    tax_minor       bigint      NOT NULL CHECK (tax_minor >= 0),
    net_minor       bigint      NOT NULL CHECK (net_minor > 0),
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > created_at),
    CHECK (gross_minor = fee_minor + tax_minor + net_minor)
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_quote FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

CREATE TABLE payout (
    id              uuid        PRIMARY KEY,
    creator         uuid        NOT NULL,
    quote           uuid        NOT NULL UNIQUE REFERENCES payout_quote,                    -- a quote is used once
    method          uuid        NOT NULL REFERENCES payout_method,
    destination     text        NOT NULL,                                                   -- the method's, as it was then
    fingerprint     text        NOT NULL,
    method_added_at timestamptz NOT NULL,
    diamonds        bigint      NOT NULL CHECK (diamonds > 0),
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    gross_minor     bigint      NOT NULL CHECK (gross_minor > 0),
    fee_minor       bigint      NOT NULL CHECK (fee_minor >= 0),
    tax_minor       bigint      NOT NULL CHECK (tax_minor >= 0),
    net_minor       bigint      NOT NULL CHECK (net_minor > 0),
    state           text        NOT NULL,
    reason          text        NOT NULL,
    funds           text        NOT NULL,
    hold            uuid,                                                                   -- the wallet's transfer that holds
    decision        uuid,                                                                   -- that it may go on by; null: ask anew
    case_approved   boolean     NOT NULL DEFAULT false,
    sending         text        NOT NULL,
    sends           int         NOT NULL CHECK (sends >= 0),
    provider_id     text        NOT NULL DEFAULT '',
    returned_minor  bigint      NOT NULL DEFAULT 0 CHECK (returned_minor BETWEEN 0 AND net_minor),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    due_at          timestamptz,                                                            -- when somebody looks at it next
    tries           int         NOT NULL DEFAULT 0 CHECK (tries >= 0),                      -- looks in vain since it last moved
    CHECK (gross_minor = fee_minor + tax_minor + net_minor),
    CHECK (state IN ('REQUESTED', 'HELD', 'APPROVED', 'SUBMITTING', 'OUTCOME_UNKNOWN', 'PROCESSING', 'SENT', 'COMPLETED',
                     'RETURNED', 'REJECTED', 'CANCELED', 'FAILED')),
    CHECK (funds IN ('HOLDING', 'HELD', 'REFUSED', 'VOIDING', 'VOIDED', 'SETTLING', 'SETTLED', 'RETURNING', 'POSTPONED',
                     'RETURNED')),
    CHECK (sending IN ('NONE', 'READY', 'OUT', 'ANSWERED')),
    -- money never leaves twice, nor both ways
    CHECK (funds NOT IN ('VOIDING', 'VOIDED') OR state IN ('REJECTED', 'CANCELED', 'FAILED')),
    CHECK (funds NOT IN ('SETTLING', 'SETTLED') OR state IN ('COMPLETED', 'RETURNED')),
    CHECK (funds NOT IN ('RETURNING', 'POSTPONED', 'RETURNED') OR state = 'RETURNED'),
    CHECK (state <> 'SUBMITTING' OR funds = 'HELD'),
    CHECK ((state = 'RETURNED') = (returned_minor > 0)),
    CHECK ((hold IS NULL) = (funds IN ('HOLDING', 'REFUSED')))
);
CREATE INDEX payout_of_creator ON payout (creator, id);
CREATE INDEX payout_due ON payout (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX payout_open ON payout (state) WHERE state NOT IN ('COMPLETED', 'RETURNED', 'REJECTED', 'CANCELED', 'FAILED');

-- What fraud-service said, in the order in which it was asked.
CREATE TABLE payout_decision (
    payout          uuid        NOT NULL REFERENCES payout,
    number          int         NOT NULL CHECK (number > 0),
    id              uuid        NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('ALLOW', 'CHALLENGE', 'REVIEW', 'BLOCK')),
    reason_codes    text[]      NOT NULL,
    case_id         uuid,
    decided_at      timestamptz NOT NULL,
    recorded_at     timestamptz NOT NULL,
    PRIMARY KEY (payout, number)
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- Committed before the provider is called: what to ask it by.
CREATE TABLE payout_attempt (
    payout          uuid        NOT NULL REFERENCES payout,
    number          int         NOT NULL CHECK (number > 0),
    key             uuid        NOT NULL UNIQUE,                                            -- of the call, the same with every try
    reference       text        NOT NULL UNIQUE CHECK (reference ~ '^[A-Za-z0-9-]{1,35}$'), -- end-to-end id
    decision        uuid        NOT NULL,                                                   -- that the last call was made on
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz,                                                            -- last call
    asked_at        timestamptz,                                                            -- last answer about the reference
    PRIMARY KEY (payout, number)
);

-- Every step that a payout took.
CREATE TABLE payout_step (
    payout          uuid        NOT NULL REFERENCES payout,
    place           bigint      GENERATED ALWAYS AS IDENTITY,
    at              timestamptz NOT NULL,
    cause           text        NOT NULL,
    state           text        NOT NULL,
    reason          text        NOT NULL,
    funds           text        NOT NULL,
    sending         text        NOT NULL,
    PRIMARY KEY (payout, place)
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- Each event of the provider is applied once.
CREATE TABLE provider_event (
    id              text        PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 100),
    type            text        NOT NULL,
    reference       text        NOT NULL,
    applied         boolean     NOT NULL,                                                   -- false: unknown, or contradicts what is known
    received_at     timestamptz NOT NULL
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- From fraud-service's feed: whose payouts wait.
CREATE TABLE payout_restriction (
    id              uuid        PRIMARY KEY,
    creator         uuid        NOT NULL,
    reason_code     text        NOT NULL,
    imposed_at      timestamptz NOT NULL,
    lifted_at       timestamptz
);
CREATE INDEX restriction_in_force ON payout_restriction (creator) WHERE lifted_at IS NULL;
