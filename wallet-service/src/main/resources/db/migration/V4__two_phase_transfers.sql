-- Holds, reversals, limits; transfers partitioned by month, named by posting and place, with what was held after them.

ALTER TABLE account
    ADD COLUMN minimum bigint NOT NULL DEFAULT 0 CHECK (minimum >= 0),
    ADD COLUMN maximum bigint NOT NULL DEFAULT 9007199254740991 CHECK (maximum BETWEEN minimum AND 9007199254740991);

INSERT INTO transfer_code VALUES (29, 'COIN_ORDER'), (30, 'CAMPAIGN_BUDGET'), (31, 'REINVESTMENT'), (40, 'PAYOUT'), (41, 'PAYOUT_RETURN');

-- The caller's own id of what a posting is for, such as a campaign.
ALTER TABLE posting ADD COLUMN reference text;
CREATE INDEX posting_of_reference ON posting (reference, seq) WHERE reference IS NOT NULL;

CREATE TABLE transfer_kind (
    kind            smallint    PRIMARY KEY,
    name            text        NOT NULL UNIQUE
);
INSERT INTO transfer_kind VALUES (0, 'TRANSFER'), (1, 'HOLD'), (2, 'CAPTURE'), (3, 'VOID'), (4, 'EXPIRY'), (5, 'REVERSAL');

ALTER TABLE transfer RENAME TO transfer_before;
ALTER INDEX transfer_of_debited RENAME TO transfer_before_of_debited;
ALTER INDEX transfer_of_credited RENAME TO transfer_before_of_credited;

-- A transfer's id is its posting's, plus ordinal + 1. Accounts, postings and codes are not referenced by foreign keys: each key
-- is checked once per row and takes a row lock there, a quarter of a posting's time in all; the ledger alone writes here, and
-- its proof looks for orphans (docs/adr/0006).
CREATE TABLE transfer (
    posting_seq     bigint      NOT NULL,
    ordinal         smallint    NOT NULL CHECK (ordinal BETWEEN 0 AND 63),
    committed_at    timestamptz NOT NULL,               -- of its posting; the month is its partition
    commit_seq      bigint      NOT NULL,
    debit_account   uuid        NOT NULL,
    credit_account  uuid        NOT NULL,
    amount          bigint      NOT NULL CHECK (amount > 0),
    debit_balance   bigint      NOT NULL,               -- posted balances after it: statements and as-of reads need no sum
    credit_balance  bigint      NOT NULL,
    code            smallint    NOT NULL,
    kind            smallint    NOT NULL CHECK (kind BETWEEN 0 AND 5),
    debit_held      bigint      CHECK (debit_held > 0), -- what holds set aside of the account's own units after it; null for 0
    credit_held     bigint      CHECK (credit_held > 0),
    axis_from       bigint,                             -- where its draw begins on the debited account's lot axis
    relates_to      uuid,                               -- the hold or transfer that it continues
    PRIMARY KEY (posting_seq, ordinal, committed_at),
    CHECK (debit_account <> credit_account),
    CHECK ((kind IN (0, 1)) = (relates_to IS NULL))
) PARTITION BY RANGE (committed_at);
CREATE INDEX transfer_of_debited ON transfer (debit_account, posting_seq, ordinal);
CREATE INDEX transfer_of_credited ON transfer (credit_account, posting_seq, ordinal);

-- A month that nobody made a partition for must not stop money.
CREATE TABLE transfer_default PARTITION OF transfer DEFAULT;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- Makes the partitions of all months from the one of the first moment to the one of the last, as far as they are missing.
-- The trigger must be on each: one of the whole table does not fire for a statement that names a partition.
CREATE FUNCTION make_transfer_partitions(first timestamptz, last timestamptz) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    month timestamp := date_trunc('month', first AT TIME ZONE 'UTC');
    name  text;
    made  int := 0;
BEGIN
    WHILE month <= last AT TIME ZONE 'UTC' LOOP
        name := 'transfer_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF transfer FOR VALUES FROM (%L) TO (%L)', name,
                           month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
            EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT '
                           || 'EXECUTE FUNCTION refuse_money_change()', name);
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;
SELECT make_transfer_partitions(coalesce((SELECT min(recorded_at) FROM posting), now()), now() + interval '3 months');

INSERT INTO transfer (posting_seq, ordinal, committed_at, commit_seq, debit_account, credit_account, amount, debit_balance,
                      credit_balance, code, kind, axis_from)
SELECT t.posting_seq, t.ordinal, p.recorded_at, t.commit_seq, t.debit_account, t.credit_account, t.amount, t.debit_balance,
       t.credit_balance, t.code, 0, t.axis_from
  FROM transfer_before t JOIN posting p ON p.seq = t.posting_seq;
DROP TABLE transfer_before;

-- What became of the units that a transfer of kind HOLD set aside.
CREATE TABLE hold (
    id              uuid        PRIMARY KEY,            -- of that transfer
    posting         uuid        NOT NULL,
    debit_account   uuid        NOT NULL REFERENCES account,
    credit_account  uuid        NOT NULL REFERENCES account,
    amount          bigint      NOT NULL CHECK (amount > 0),
    captured        bigint      NOT NULL DEFAULT 0 CHECK (captured >= 0),
    released        bigint      NOT NULL DEFAULT 0 CHECK (released >= 0),
    code            smallint    NOT NULL REFERENCES transfer_code,
    expires_at      timestamptz,                        -- null: never
    axis_from       bigint,
    CHECK (captured + released <= amount)
) WITH (fillfactor = 80);
CREATE INDEX hold_of_posting ON hold (posting);
CREATE INDEX hold_expiring ON hold (expires_at) WHERE expires_at IS NOT NULL AND captured + released < amount;

-- Each transfer is reversed once at most.
CREATE TABLE reversal (
    transfer        uuid        PRIMARY KEY,
    reversal        uuid        NOT NULL
);

-- Flags and limits of an account after each posting that changed them.
CREATE TABLE account_change (
    posting_seq     bigint      NOT NULL REFERENCES posting,
    link            smallint    NOT NULL,
    account         uuid        NOT NULL REFERENCES account,
    commit_seq      bigint      NOT NULL,
    frozen          boolean     NOT NULL,
    closed          boolean     NOT NULL,
    minimum         bigint      NOT NULL,
    maximum         bigint      NOT NULL,
    PRIMARY KEY (posting_seq, link)
);
CREATE INDEX account_change_of_account ON account_change (account, posting_seq);

-- Coins that came back are a lot of their own, with the lot that they had left.
ALTER TABLE lot ADD COLUMN parent uuid REFERENCES lot;

ALTER TABLE posting DROP CONSTRAINT posting_commit_seq_fkey;

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON hold FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reversal FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON account_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();
