package dev.coinstage.local.books;

/**
 * Totals of everything ever posted, to be compared before and after a story.
 *
 * @param purchases store transactions booked
 * @param money what buyers paid, in the smallest unit of the one currency asked for
 * @param coinsIssued coins credited for purchases
 * @param gifts postings that were gifts
 * @param coinsGifted coins that left viewers
 * @param coinsHeld coins on viewers' accounts
 * @param diamondsCredited diamonds that reached creators
 */
public record Figures(
        long purchases,
        long money,
        long coinsIssued,
        long gifts,
        long coinsGifted,
        long coinsHeld,
        long diamondsCredited) {

    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

    /** What came since. */
    public Figures since(Figures before) {
        return new Figures(
                purchases - before.purchases,
                money - before.money,
                coinsIssued - before.coinsIssued,
                gifts - before.gifts,
                coinsGifted - before.coinsGifted,
                coinsHeld - before.coinsHeld,
                diamondsCredited - before.diamondsCredited);
    }

    public Figures plus(Figures more) {
        return since(NONE.since(more));
    }
}
