package dev.coinstage.wallet.ledger.app;

import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads of accounts and their movements. Each read is one snapshot. */
public interface AccountStore {

    /** The accounts of one owner, ordered by kind and asset. */
    Uni<List<Standing>> ofOwner(String owner);

    Uni<Optional<Standing>> byId(UUID account);

    /** The same with their flags, for other services. */
    Uni<List<Flagged>> flagged(String owner);

    /** How the account stood right after that commit: all zeros before its first movement. Empty when there is no such commit. */
    Uni<Optional<Standing>> asOf(AccountKey account, long commit);

    /**
     * One page of an account's movements, newest first.
     *
     * @param before only movements before this place; {@link Place#END} for the newest
     * @param limit most entries, 1 or more
     */
    Uni<Statement> statement(UUID account, Place before, int limit);

    /** The posting of that kind and id, if that caller made it. */
    Uni<Optional<PostingRecord>> posting(String kind, UUID id, UUID caller);

    /** A place in the ledger's order of transfers. */
    record Place(long postingSequence, int ordinal) {

        /** Before every transfer. */
        public static final Place START = new Place(0, -1);

        /** After every transfer. */
        public static final Place END = new Place(Long.MAX_VALUE, 0);
    }

    /** A commit, and when it was. */
    record Moment(long commit, Instant at) {}

    /**
     * An account's balance, in units of its asset.
     *
     * @param posted credits less debits; {@code held} units of it that holds set aside; {@code minimum} what must stay
     * @param moment the commit that it is true for
     */
    record Standing(AccountKey key, long posted, long held, long minimum, Moment moment) {

        public long available() {
            return posted - held - minimum;
        }
    }

    /** @param frozen no new transfers and holds; {@code closed} for ever */
    record Flagged(Standing standing, boolean frozen, boolean closed) {}

    /** @param moment the last commit when it was read */
    record Statement(Moment moment, List<Entry> entries) {}

    /**
     * One movement of an account.
     *
     * @param change units of the account's asset, below zero when they left; 0 for a hold and its release
     * @param balance posted balance after it
     * @param heldChange units of the account's own that were set aside, below zero when they no longer are
     * @param held units set aside after it
     * @param detail JSON object of its posting
     */
    record Entry(
            Place place,
            UUID transfer,
            UUID posting,
            TransferKind kind,
            TransferCode code,
            long change,
            long balance,
            long heldChange,
            long held,
            Instant at,
            String detail) {}

    /** @param detail JSON object, see {@code Command} */
    record PostingRecord(UUID id, long commitSequence, Instant at, String detail) {}
}
