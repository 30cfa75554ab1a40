-- Decisions, what they stand on, and what the other services' feeds told.

CREATE FUNCTION refuse_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Thresholds and weights under the version that decisions name.
CREATE TABLE rule_set (
    version       text PRIMARY KEY CHECK (length(version) BETWEEN 1 AND 40),
    settings      jsonb NOT NULL,
    first_used_at timestamptz NOT NULL
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change();

-- Rows come a thousand a second: no foreign keys, whose checks would lock the same row of rule_set each time.
CREATE TABLE decision (
    id            uuid PRIMARY KEY,
    action        text NOT NULL CHECK (action IN ('PURCHASE', 'CAMPAIGN', 'PAYOUT')),
    subject_id    uuid NOT NULL,
    user_id       uuid NOT NULL,
    asset         text NOT NULL,
    units         bigint NOT NULL CHECK (units >= 0),
    value_cents   bigint NOT NULL CHECK (value_cents >= 0),
    outcome       text NOT NULL CHECK (outcome IN ('ALLOW', 'CHALLENGE', 'REVIEW', 'BLOCK')),
    score         smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    reason_codes  text[] NOT NULL,
    case_id       uuid,
    rules_version text NOT NULL,
    features      jsonb NOT NULL,
    caller        uuid NOT NULL,
    decided_at    timestamptz NOT NULL,
    CHECK (outcome <> 'REVIEW' OR case_id IS NOT NULL)
);
CREATE INDEX decision_of_user ON decision (user_id, action, decided_at DESC);
CREATE INDEX decision_on_subject ON decision (subject_id);
CREATE INDEX decision_in_case ON decision (case_id) WHERE case_id IS NOT NULL;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change();

-- Which users a card or a payout destination was seen on.
CREATE TABLE fingerprint_seen (
    kind          text NOT NULL CHECK (kind IN ('CARD', 'DESTINATION')),
    fingerprint   text NOT NULL CHECK (length(fingerprint) BETWEEN 1 AND 200),
    user_id       uuid NOT NULL,
    first_seen_at timestamptz NOT NULL,
    PRIMARY KEY (kind, fingerprint, user_id)
);

CREATE TABLE user_seen (
    user_id       uuid PRIMARY KEY,
    first_seen_at timestamptz NOT NULL
);

-- From the wallet's feed.
CREATE TABLE gift_sum (
    creator  uuid NOT NULL,
    gifter   uuid NOT NULL,
    gifts    bigint NOT NULL CHECK (gifts > 0),
    coins    bigint NOT NULL CHECK (coins >= 0),
    diamonds bigint NOT NULL CHECK (diamonds >= 0),
    first_at timestamptz NOT NULL,
    last_at  timestamptz NOT NULL,
    PRIMARY KEY (creator, gifter)
);
CREATE TABLE purchase_seen (
    purchase_id  uuid PRIMARY KEY,
    buyer        uuid NOT NULL,
    store        text NOT NULL,
    region       text NOT NULL,
    currency     text NOT NULL,
    amount_minor bigint NOT NULL,
    coins        bigint NOT NULL,
    value_cents  bigint NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX purchase_of_buyer ON purchase_seen (buyer, at DESC);

-- From the feeds of payout and promote: the last state of each.
CREATE TABLE payout_seen (
    payout_id   uuid PRIMARY KEY,
    creator     uuid NOT NULL,
    diamonds    bigint NOT NULL,
    value_cents bigint NOT NULL,
    state       text NOT NULL,
    first_at    timestamptz NOT NULL,
    last_seq    bigint NOT NULL
);
CREATE INDEX payout_of_creator ON payout_seen (creator, first_at DESC);
CREATE TABLE campaign_seen (
    campaign_id  uuid PRIMARY KEY,
    owner        uuid NOT NULL,
    budget_coins bigint NOT NULL,
    value_cents  bigint NOT NULL,
    state        text NOT NULL,
    first_at     timestamptz NOT NULL,
    last_seq     bigint NOT NULL
);
CREATE INDEX campaign_of_owner ON campaign_seen (owner, first_at DESC);
