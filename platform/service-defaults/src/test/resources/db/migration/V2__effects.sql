-- What the tests' effects and commands leave.
CREATE TABLE taken (
    place   bigint  GENERATED ALWAYS AS IDENTITY,
    event   uuid    NOT NULL,
    text    text    NOT NULL
);
CREATE TABLE ended (
    place   bigint  GENERATED ALWAYS AS IDENTITY,
    command uuid    NOT NULL,
    answer  text    NOT NULL
);

-- Ends the connection inside COMMIT, when the transaction asked for it.
CREATE FUNCTION crash_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('coinstage.crash', true) = 'commit' THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
        PERFORM pg_sleep(5);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER crash_at_commit AFTER INSERT ON taken DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION crash_at_commit();
CREATE CONSTRAINT TRIGGER crash_at_commit AFTER INSERT ON ended DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION crash_at_commit();
