-- The ledger. Every posting is written by one batch, in one transaction that holds the head.

CREATE TABLE ledger_head (
    id              smallint    PRIMARY KEY CHECK (id = 1),
    commit_seq      bigint      NOT NULL,
    posting_seq     bigint      NOT NULL,
    committed_at    timestamptz NOT NULL
) WITH (fillfactor = 10);
INSERT INTO ledger_head VALUES (1, 0, 0, '2026-01-01T00:00:00Z');

CREATE TABLE account (
    id              uuid        PRIMARY KEY,
    owner           text        NOT NULL,               -- a user's id, or 'platform'
    kind            text        NOT NULL,
    asset           text        NOT NULL,
    debits_posted   bigint      NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
    credits_posted  bigint      NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
    debits_pending  bigint      NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
    credits_pending bigint      NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
    may_go_negative boolean     NOT NULL,
    frozen          boolean     NOT NULL DEFAULT false,
    closed          boolean     NOT NULL DEFAULT false,
    lot_axis        bigint      NOT NULL DEFAULT 0 CHECK (lot_axis >= 0),   -- coins ever drawn
    lot_current     uuid,                                                   -- the lot drawn from last
    lot_left        bigint      NOT NULL DEFAULT 0 CHECK (lot_left >= 0),   -- coins left in it
    opened_at       timestamptz NOT NULL,
    UNIQUE (owner, kind, asset),
    CHECK (may_go_negative OR credits_posted >= debits_posted + debits_pending)
) WITH (fillfactor = 50);                               -- balances change in place: room for HOT updates

-- One row per commit. Its id answers "did that COMMIT succeed?" after a broken connection.
CREATE TABLE posting_batch (
    commit_seq      bigint      PRIMARY KEY,
    id              uuid        NOT NULL UNIQUE,
    committed_at    timestamptz NOT NULL
);

-- One row per accepted command: receipts are read from it, and the event feed is this table in the order of seq.
CREATE TABLE posting (
    seq             bigint      PRIMARY KEY,            -- without gaps
    id              uuid        NOT NULL UNIQUE,
    commit_seq      bigint      NOT NULL REFERENCES posting_batch,
    kind            text        NOT NULL,
    caller          uuid        NOT NULL,
    detail          jsonb       NOT NULL,
    recorded_at     timestamptz NOT NULL
);

CREATE TABLE transfer_code (
    code            smallint    PRIMARY KEY,
    name            text        NOT NULL UNIQUE
);
INSERT INTO transfer_code VALUES (10, 'COIN_PURCHASE'), (11, 'COIN_SALE'), (20, 'GIFT_COINS'), (21, 'GIFT_DIAMONDS');

CREATE TABLE transfer (
    id              uuid        PRIMARY KEY,
    posting_seq     bigint      NOT NULL REFERENCES posting,
    ordinal         smallint    NOT NULL,               -- place in its chain
    debit_account   uuid        NOT NULL REFERENCES account,
    credit_account  uuid        NOT NULL REFERENCES account,
    amount          bigint      NOT NULL CHECK (amount > 0),
    code            smallint    NOT NULL REFERENCES transfer_code,
    commit_seq      bigint      NOT NULL,
    debit_balance   bigint      NOT NULL,               -- balances after it: statements and as-of reads need no sum
    credit_balance  bigint      NOT NULL,
    axis_from       bigint,                             -- where its draw begins on the debited account's lot axis
    CHECK (debit_account <> credit_account)
);
CREATE INDEX transfer_of_debited ON transfer (debit_account, posting_seq, ordinal);
CREATE INDEX transfer_of_credited ON transfer (credit_account, posting_seq, ordinal);

CREATE TABLE lot (
    id              uuid        PRIMARY KEY,
    account         uuid        NOT NULL REFERENCES account,
    ordinal         bigint      NOT NULL,               -- lowest is drawn first
    store           text        NOT NULL,
    store_reference text        NOT NULL,
    region          text        NOT NULL,
    currency        text        NOT NULL,
    price_minor     bigint      NOT NULL CHECK (price_minor >= 0),
    coins           bigint      NOT NULL CHECK (coins > 0),
    waiting         bigint      NOT NULL CHECK (waiting BETWEEN 0 AND coins),   -- not yet reached by drawing
    issued_at       timestamptz NOT NULL,
    UNIQUE (account, ordinal)
);
CREATE INDEX lot_waiting ON lot (account, ordinal) WHERE waiting > 0;

-- From axis_from on, the account's draws come out of this lot, until its next segment.
CREATE TABLE lot_segment (
    account         uuid        NOT NULL REFERENCES account,
    axis_from       bigint      NOT NULL CHECK (axis_from >= 0),
    lot             uuid        NOT NULL REFERENCES lot,
    PRIMARY KEY (account, axis_from)
);

-- What is left of each lot: the lot being drawn is counted on its account's row, so that a draw writes one row only.
CREATE VIEW lot_balance AS
    SELECT l.id, l.account, l.coins, l.waiting + CASE WHEN a.lot_current = l.id THEN a.lot_left ELSE 0 END AS remaining
      FROM lot l JOIN account a ON a.id = l.account;

-- What may be booked once only, such as a store's transaction.
CREATE TABLE booked_claim (
    namespace       text        NOT NULL,
    value           text        NOT NULL,
    posting         uuid        NOT NULL REFERENCES posting (id),
    PRIMARY KEY (namespace, value)
);

CREATE FUNCTION refuse_money_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting_batch FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_segment FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON booked_claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON account FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON lot FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
