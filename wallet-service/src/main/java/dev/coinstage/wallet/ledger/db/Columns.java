package dev.coinstage.wallet.ledger.db;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Turns rows into the arrays that {@code unnest} takes, column by column. */
final class Columns<T> {

    private final Collection<T> rows;
    private final Tuple tuple = Tuple.tuple();

    private Columns(Collection<T> rows) {
        this.rows = rows;
    }

    static <T> Columns<T> of(Collection<T> rows) {
        return new Columns<>(rows);
    }

    Columns<T> uuid(Function<T, UUID> value) {
        tuple.addArrayOfUUID(rows.stream().map(value).toArray(UUID[]::new));
        return this;
    }

    Columns<T> text(Function<T, String> value) {
        tuple.addArrayOfString(rows.stream().map(value).toArray(String[]::new));
        return this;
    }

    Columns<T> bigint(ToLongFunction<T> value) {
        tuple.addArrayOfLong(rows.stream().map(value::applyAsLong).toArray(Long[]::new));
        return this;
    }

    Columns<T> smallint(Function<T, Short> value) {
        tuple.addArrayOfShort(rows.stream().map(value).toArray(Short[]::new));
        return this;
    }

    Columns<T> bool(Function<T, Boolean> value) {
        tuple.addArrayOfBoolean(rows.stream().map(value).toArray(Boolean[]::new));
        return this;
    }

    /** @param value null for none */
    Columns<T> time(Function<T, OffsetDateTime> value) {
        tuple.addArrayOfOffsetDateTime(rows.stream().map(value).toArray(OffsetDateTime[]::new));
        return this;
    }

    /** A value that all rows share. */
    Columns<T> shared(Object value) {
        tuple.addValue(value);
        return this;
    }

    Tuple tuple() {
        return tuple;
    }
}
