-- Card purchases on the web, and chargebacks of them.

INSERT INTO transfer_code VALUES
    (42, 'PAYOUT_MONEY'), (43, 'PAYOUT_MONEY_RETURN'), (50, 'CLAWBACK'), (51, 'DEBT_NETTING'), (52, 'CHARGEBACK_FEE');

-- The web is cheaper, since the store's fee is saved.
INSERT INTO coin_product VALUES
    ('web.coins.70', 'WEB', 70), ('web.coins.100', 'WEB', 100), ('web.coins.350', 'WEB', 350), ('web.coins.700', 'WEB', 700),
    ('web.coins.1400', 'WEB', 1400), ('web.coins.3500', 'WEB', 3500), ('web.coins.7000', 'WEB', 7000);
INSERT INTO coin_price (product, region, version, currency, amount_minor, valid_from)
SELECT product, region, 1, currency, amount, '2026-01-01T00:00:00Z'
  FROM (VALUES ('web.coins.70',    74,   79,   110), ('web.coins.100',  105,  109,   150), ('web.coins.350',  369,  379,   550),
               ('web.coins.700',  739,  749,  1100), ('web.coins.1400', 1479, 1499, 2200), ('web.coins.3500', 3699, 3749, 5500),
               ('web.coins.7000', 7399, 7499, 11000)) AS price(product, us, de, jp)
 CROSS JOIN LATERAL (VALUES ('US', 'USD', us), ('DE', 'EUR', de), ('JP', 'JPY', jp)) AS regional(region, currency, amount);

-- A purchase by card, from the wish to its coins. The row is there before the provider is asked.
CREATE TABLE card_purchase (
    id              uuid        PRIMARY KEY,            -- UUIDv7
    buyer           uuid        NOT NULL,
    product         text        NOT NULL REFERENCES coin_product,
    region          text        NOT NULL,
    coins           bigint      NOT NULL CHECK (coins > 0),
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    amount_minor    bigint      NOT NULL CHECK (amount_minor > 0),
    state           text        NOT NULL CHECK (state IN
                    ('AWAITING_PAYMENT', 'PAID', 'IN_REVIEW', 'CREDITED', 'REFUSED', 'REFUNDING', 'REFUNDED', 'FAILED')),
    risk            text        NOT NULL CHECK (risk IN ('UNKNOWN', 'ALLOWED', 'IN_REVIEW', 'DENIED')),   -- what fraud-service thinks
    payment         text        UNIQUE,                 -- the provider's id of it
    client_secret   text,
    posting         uuid,                               -- its coins
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    CHECK ((state = 'CREDITED') = (posting IS NOT NULL))
);
CREATE INDEX card_purchase_of_buyer ON card_purchase (buyer, created_at);

-- The provider's notices, each taken once.
CREATE TABLE card_notice (
    id              text        PRIMARY KEY,
    type            text        NOT NULL,
    received_at     timestamptz NOT NULL
);
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_notice FOR EACH STATEMENT EXECUTE FUNCTION refuse_money_change();

-- A cardholder's bank takes a payment back.
CREATE TABLE chargeback (
    id              uuid        PRIMARY KEY,            -- the dispute's id of ours, UUIDv7
    provider_id     text        NOT NULL UNIQUE,
    purchase        uuid        NOT NULL,               -- the posting that credited its coins
    buyer           uuid        NOT NULL,
    coins           bigint      NOT NULL CHECK (coins > 0),
    currency        text        NOT NULL,
    amount_minor    bigint      NOT NULL CHECK (amount_minor > 0),
    fee_minor       bigint      NOT NULL CHECK (fee_minor >= 0),
    reason          text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('RECEIVED', 'PUBLISHED', 'DECIDED', 'CARRIED_OUT')),
    plan            jsonb,                              -- what is to be taken back, from whom: kept before anything is
    received_at     timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL
);
CREATE INDEX chargeback_of_purchase ON chargeback (purchase);

-- Debtors, few and soon paid: looked for every second.
CREATE INDEX account_in_debt ON account (owner) WHERE kind IN ('VIEWER_RECEIVABLE', 'CREATOR_RECEIVABLE') AND debits_posted > credits_posted;
