package dev.coinstage.fraud.api;

import dev.coinstage.defaults.problem.Problem;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Lists by pages. What is listed has ids of version 7, so its id is its place. */
public final class Pages {

    /** Most items of a page. */
    public static final int LARGEST = 200;

    /** Before every id. */
    private static final UUID START = new UUID(0, 0);

    private Pages() {}

    /**
     * The place behind which a page begins.
     *
     * @throws dev.coinstage.defaults.problem.ProblemException 400 INVALID_CURSOR for what no page returned
     */
    public static UUID after(String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            var place = UUID.fromString(cursor);
            if (place.toString().equals(cursor)) {
                return place;
            }
        } catch (IllegalArgumentException notOurs) {
            // refused below
        }
        throw Problem.of(400, "INVALID_CURSOR", "The cursor must be one that a page returned.")
                .exception();
    }

    /** The items of a page, when one more than it holds was asked for. */
    public static <T> List<T> shown(List<T> found, int limit) {
        return found.subList(0, Math.min(limit, found.size()));
    }

    /** The next page's cursor, null on the last page. */
    public static <T> String next(List<T> found, int limit, Function<T, UUID> id) {
        return found.size() > limit ? id.apply(found.get(limit - 1)).toString() : null;
    }
}
