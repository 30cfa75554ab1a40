package dev.coinstage.fraud.rows;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Values into statements and out of rows. */
public final class Rows {

    private Rows() {}

    /** Parameters in their order; moments become those of the database, enums their names, nulls stay. */
    public static Tuple values(Object... values) {
        return Tuple.tuple(
                new ArrayList<>(Arrays.stream(values).map(Rows::value).toList()));
    }

    private static Object value(Object value) {
        if (value instanceof Instant moment) {
            return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
        }
        return value instanceof Enum<?> named ? named.name() : value;
    }

    public static Instant moment(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** Empty for null. */
    public static Optional<Instant> maybeMoment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(read.apply(row)));
        return list;
    }

    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(read.apply(row.next())) : Optional.empty();
    }
}
