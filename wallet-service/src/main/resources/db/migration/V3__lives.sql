CREATE TABLE live (
    id              uuid        PRIMARY KEY,
    creator         uuid        NOT NULL,
    title           text        NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz CHECK (ended_at >= started_at)
);
CREATE INDEX live_of_creator ON live (creator, started_at DESC);
