package dev.coinstage.wallet.ledger.domain;

import java.util.List;
import java.util.UUID;

/**
 * A chain of links: all of them are posted, or none.
 *
 * @param posting id of the posting that this becomes, as {@link TransferId#posting} returns it
 * @param kind the posting's kind, part of the event feed
 * @param caller user or service account whose request it is
 * @param authority what that caller may do
 * @param reference the caller's own id of what it is for, such as a campaign; {@link #NO_REFERENCE}
 * @param links 1 to {@link #LONGEST_CHAIN}, done in this order
 * @param claims what it books that may be booked once only
 * @param detail JSON object kept with the posting, for receipts and the event feed; no personal data
 */
public record Command(
        UUID posting,
        String kind,
        UUID caller,
        Authority authority,
        String reference,
        List<Link> links,
        List<Claim> claims,
        String detail) {

    public static final int LONGEST_CHAIN = 32;
    public static final String NO_REFERENCE = "";

    public Command {
        links = List.copyOf(links);
        claims = List.copyOf(claims);
        if (!TransferId.posting(posting).equals(posting)) {
            throw new IllegalArgumentException("no room for places in the posting id " + posting);
        }
        if (links.isEmpty() || links.size() > LONGEST_CHAIN) {
            throw new IllegalArgumentException("a chain has 1 to " + LONGEST_CHAIN + " links, not " + links.size());
        }
        if (links.size() > 1 && links.stream().anyMatch(Command::worksOnWholeChain)) {
            throw new IllegalArgumentException("what captures or voids a whole chain stands alone");
        }
    }

    /** Such a link becomes as many transfers as the chain has holds. */
    private static boolean worksOnWholeChain(Link link) {
        return link instanceof Link.CaptureAll || link instanceof Link.VoidAll;
    }
}
