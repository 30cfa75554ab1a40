-- What an operation of the tests writes beside its outcome.
CREATE TABLE note (
    id   uuid PRIMARY KEY,
    text text NOT NULL
);
