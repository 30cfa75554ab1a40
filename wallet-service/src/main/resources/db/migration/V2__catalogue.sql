-- What is sold and given. Prices and gifts are versioned and effective-dated: a change is a new row, never an update.

CREATE TABLE coin_product (
    id              text        PRIMARY KEY,            -- the store's product id
    platform        text        NOT NULL CHECK (platform IN ('IOS', 'ANDROID', 'WEB')),
    coins           bigint      NOT NULL CHECK (coins BETWEEN 1 AND 1000000)
);

CREATE TABLE coin_price (
    product         text        NOT NULL REFERENCES coin_product,
    region          text        NOT NULL CHECK (region ~ '^[A-Z]{2}$'),     -- ISO 3166 alpha-2
    version         integer     NOT NULL CHECK (version > 0),
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),   -- ISO 4217
    amount_minor    bigint      NOT NULL CHECK (amount_minor > 0),          -- taxes included, as the store shows it
    valid_from      timestamptz NOT NULL,
    valid_until     timestamptz CHECK (valid_until > valid_from),
    PRIMARY KEY (product, region, version)
);

INSERT INTO coin_product VALUES
    ('dev.coinstage.coins.70', 'IOS', 70), ('dev.coinstage.coins.350', 'IOS', 350), ('dev.coinstage.coins.700', 'IOS', 700),
    ('dev.coinstage.coins.1400', 'IOS', 1400), ('dev.coinstage.coins.3500', 'IOS', 3500), ('dev.coinstage.coins.7000', 'IOS', 7000),
    ('dev.coinstage.coins.100', 'IOS', 100), ('dev.coinstage.coins.35000', 'IOS', 35000);
INSERT INTO coin_price (product, region, version, currency, amount_minor, valid_from)
SELECT product, region, 1, currency, amount, '2026-01-01T00:00:00Z'
  FROM (VALUES ('dev.coinstage.coins.70',    99,    99,   150), ('dev.coinstage.coins.100',   129,   139,   200),
               ('dev.coinstage.coins.350',  499,   499,   750), ('dev.coinstage.coins.700',   999,   999,  1500),
               ('dev.coinstage.coins.1400', 1999, 1999,  3000), ('dev.coinstage.coins.3500', 4999,  4999,  7500),
               ('dev.coinstage.coins.7000', 9999, 9999, 15000), ('dev.coinstage.coins.35000', 47999, 47999, 72000)) AS price(product, us, de, jp)
 CROSS JOIN LATERAL (VALUES ('US', 'USD', us), ('DE', 'EUR', de), ('JP', 'JPY', jp)) AS regional(region, currency, amount);

CREATE TABLE gift_item (
    id              text        NOT NULL CHECK (id ~ '^[a-z][a-z0-9-]{0,39}$'),
    version         integer     NOT NULL CHECK (version > 0),
    name            text        NOT NULL,
    coins           bigint      NOT NULL CHECK (coins BETWEEN 1 AND 1000000),
    diamonds        bigint      NOT NULL CHECK (diamonds BETWEEN 1 AND coins),  -- what the creator earns, fixed with the version
    valid_from      timestamptz NOT NULL,
    valid_until     timestamptz CHECK (valid_until > valid_from),
    PRIMARY KEY (id, version)
);

-- Half of the coins, rounded down, and at least one diamond.
INSERT INTO gift_item (id, version, name, coins, diamonds, valid_from)
SELECT id, 1, name, coins, greatest(1, coins / 2), '2026-01-01T00:00:00Z'
  FROM (VALUES ('rose', 'Rose', 1), ('ice-cream', 'Ice Cream', 1), ('finger-heart', 'Finger Heart', 5), ('perfume', 'Perfume', 20),
               ('doughnut', 'Doughnut', 30), ('hat-and-moustache', 'Hat and Moustache', 99), ('sunglasses', 'Sunglasses', 199),
               ('money-gun', 'Money Gun', 500), ('swan', 'Swan', 699), ('galaxy', 'Galaxy', 1000), ('interstellar', 'Interstellar', 10000),
               ('lion', 'Lion', 29999), ('universe', 'Universe', 34999)) AS gift(id, name, coins);
