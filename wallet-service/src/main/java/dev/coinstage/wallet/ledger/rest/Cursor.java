package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.ledger.app.AccountStore.Place;
import java.util.regex.Pattern;

/** The wire form of a place in the ledger: opaque to clients. */
final class Cursor {

    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,12})-([0-9]{1,2})");
    private static final int BASE = 36;

    private Cursor() {}

    /**
     * @param first where the first page begins
     * @throws dev.coinstage.defaults.problem.ProblemException 400 INVALID_CURSOR for what was not made here
     */
    static Place parse(String after, Place first) {
        if (after == null) {
            return first;
        }
        var match = FORM.matcher(after);
        if (!match.matches()) {
            throw Problem.of(400, "INVALID_CURSOR", "The cursor must be one that a page returned.")
                    .exception();
        }
        return new Place(Long.parseLong(match.group(1), BASE), Integer.parseInt(match.group(2)));
    }

    static String format(Place place) {
        return Long.toString(place.postingSequence(), BASE) + "-" + place.ordinal();
    }
}
