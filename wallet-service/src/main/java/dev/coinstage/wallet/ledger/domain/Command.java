package dev.coinstage.wallet.ledger.domain;

import java.util.List;
import java.util.UUID;

/**
 * A chain of linked transfers: all of them are posted, or none.
 *
 * @param posting id of the posting that this becomes, UUIDv7
 * @param kind the posting's kind, part of the event feed
 * @param caller user whose request it is
 * @param movements 1 to {@link #LONGEST_CHAIN}, applied in this order
 * @param claims what it books that may be booked once only
 * @param detail JSON object kept with the posting, for receipts and the event feed; no personal data
 */
public record Command(
        UUID posting, String kind, UUID caller, List<Movement> movements, List<Claim> claims, String detail) {

    public static final int LONGEST_CHAIN = 32;

    public Command {
        movements = List.copyOf(movements);
        claims = List.copyOf(claims);
        if (movements.isEmpty() || movements.size() > LONGEST_CHAIN) {
            throw new IllegalArgumentException(
                    "a chain has 1 to " + LONGEST_CHAIN + " transfers, not " + movements.size());
        }
    }
}
