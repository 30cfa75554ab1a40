package dev.coinstage.fraud.api;

import dev.coinstage.defaults.problem.Problem;
import java.util.regex.Pattern;

/** Versions as entity tags, so that two people do not overwrite each other. */
public final class Versions {

    private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");

    private Versions() {}

    public static String tag(int version) {
        return '"' + Integer.toString(version) + '"';
    }

    /**
     * The version that the caller has seen.
     *
     * @throws dev.coinstage.defaults.problem.ProblemException 428 IF_MATCH_MISSING without the header, 400 IF_MATCH_MALFORMED for
     *     what is no tag of ours
     */
    public static int seen(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                            428,
                            "IF_MATCH_MISSING",
                            "This operation needs the header If-Match with the ETag that was read.")
                    .exception();
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problem.of(400, "IF_MATCH_MALFORMED", "If-Match must be the ETag that was read.")
                    .exception();
        }
        return Integer.parseInt(tag.group(1));
    }
}
