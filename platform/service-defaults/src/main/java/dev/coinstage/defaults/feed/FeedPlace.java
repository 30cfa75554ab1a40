package dev.coinstage.defaults.feed;

import dev.coinstage.defaults.problem.Problem;

/**
 * A place in a feed, as its readers keep it: {@code epoch:position}.
 *
 * @param epoch {@link #ANY} for the feed's beginning
 * @param position of the last event that was read; 0 for none
 */
record FeedPlace(String epoch, long position) {

    static final String ANY = "";
    static final FeedPlace BEGINNING = new FeedPlace(ANY, 0);

    /** @throws dev.coinstage.defaults.problem.ProblemException 400 INVALID_CURSOR */
    static FeedPlace parse(String text) {
        if (text == null || text.isEmpty()) {
            return BEGINNING;
        }
        var colon = text.lastIndexOf(':');
        try {
            var position = Long.parseLong(text.substring(colon + 1));
            if (colon > 0 && position >= 0) {
                return new FeedPlace(text.substring(0, colon), position);
            }
        } catch (NumberFormatException noPlace) {
            // refused below
        }
        throw Problem.of(400, "INVALID_CURSOR", "The cursor is not from this feed.")
                .exception();
    }

    boolean isBeginning() {
        return epoch.equals(ANY);
    }

    @Override
    public String toString() {
        return epoch + ":" + position;
    }
}
