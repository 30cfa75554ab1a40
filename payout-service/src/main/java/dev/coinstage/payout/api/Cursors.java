package dev.coinstage.payout.api;

import dev.coinstage.defaults.problem.Problem;
import java.util.Optional;
import java.util.UUID;

/** The wire form of a place in a list that is ordered by UUIDv7: the id of the last item of a page. */
public final class Cursors {

    private Cursors() {}

    /** @throws dev.coinstage.defaults.problem.ProblemException 400 INVALID_CURSOR for what no page returned */
    public static Optional<UUID> parse(String after) {
        if (after == null) {
            return Optional.empty();
        }
        try {
            var id = UUID.fromString(after);
            if (id.version() == 7 && id.toString().equals(after)) {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException notOurs) {
            // refused below
        }
        throw Problem.of(400, "INVALID_CURSOR", "The cursor must be one that a page returned.")
                .exception();
    }
}
