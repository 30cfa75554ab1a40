package dev.coinstage.wallet.ledger.domain;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random links of stories. */
final class StoryLinks {

    private static final int VIEWERS = 3;
    private static final int CREATORS = 2;
    private static final int MOST_UNITS = 40;
    private static final int FURTHEST_BACK = 4;

    private StoryLinks() {}

    /** A link that may continue what was told earlier. */
    interface StoryLink {
        void addTo(Chain chain, Teller teller);
    }

    static Arbitrary<AccountKey> viewers() {
        return Arbitraries.integers().between(1, VIEWERS).map(number -> Chain.viewer("viewer " + number));
    }

    static Arbitrary<AccountKey> creators() {
        return Arbitraries.integers().between(1, CREATORS).map(number -> Chain.creator("creator " + number));
    }

    static Arbitrary<AccountKey> users() {
        return Arbitraries.frequencyOf(Tuple.of(3, viewers()), Tuple.of(1, creators()));
    }

    static Arbitrary<Integer> units() {
        return Arbitraries.integers().between(1, MOST_UNITS);
    }

    private static Arbitrary<Integer> back() {
        return Arbitraries.integers().between(0, FURTHEST_BACK);
    }

    static Arbitrary<StoryLink> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, issues()),
                Tuple.of(3, spends()),
                Tuple.of(2, balancings()),
                Tuple.of(2, handOvers()),
                Tuple.of(16, holds()),
                Tuple.of(9, captures()),
                Tuple.of(5, releases()),
                Tuple.of(6, expiries()),
                Tuple.of(10, reversals()),
                Tuple.of(1, freezes()));
    }

    private static Arbitrary<StoryLink> issues() {
        return Combinators.combine(viewers(), units())
                .as((viewer, coins) -> (chain, teller) -> chain.issue(viewer, coins));
    }

    private static Arbitrary<StoryLink> spends() {
        Arbitrary<StoryLink> coins = Combinators.combine(viewers(), units())
                .as((viewer, amount) -> (chain, teller) -> chain.spend(viewer, amount));
        Arbitrary<StoryLink> diamonds = Combinators.combine(creators(), units())
                .as((creator, amount) -> (chain, teller) ->
                        chain.move(creator, Chain.ISSUED_DIAMONDS, amount, TransferCode.GIFT_DIAMONDS));
        return Arbitraries.oneOf(List.of(coins, diamonds));
    }

    private static Arbitrary<StoryLink> balancings() {
        return Combinators.combine(
                        viewers(), creators(), units(), Arbitraries.integers().between(0, 2))
                .as((viewer, creator, most, which) -> (chain, teller) -> {
                    switch (which) {
                        case 0 -> chain.balance(viewer, Chain.GIVEN_COINS, most, TransferCode.GIFT_COINS);
                        case 1 -> chain.balance(creator, Chain.PAYOUTS, most, TransferCode.PAYOUT);
                        default -> chain.balance(Chain.ISSUED_DIAMONDS, creator, most, TransferCode.GIFT_DIAMONDS);
                    }
                });
    }

    /** From lots to lots: coins are drawn here and found a lot there. */
    private static Arbitrary<StoryLink> handOvers() {
        return Combinators.combine(viewers(), viewers(), units())
                .filter((from, to, coins) -> !from.equals(to))
                .as((from, to, coins) -> (chain, teller) -> chain.handOver(from, to, coins));
    }

    private static Arbitrary<StoryLink> holds() {
        return Combinators.combine(users(), units(), Arbitraries.integers().between(0, 9))
                .as((account, units, kind) -> (chain, teller) -> {
                    if (account.kind() == AccountKind.CREATOR_DIAMONDS) {
                        if (kind < 8) {
                            chain.payout(account, units);
                        } else {
                            chain.promise(account, units);
                        }
                    } else if (kind < 2) {
                        chain.budget(account, units);
                    } else {
                        chain.order(account, units, teller.now().plus(Duration.ofMinutes(20L * (kind - 1))));
                    }
                });
    }

    private static Arbitrary<StoryLink> captures() {
        return Combinators.combine(back(), units(), Arbitraries.of(true, false, false))
                .as((back, units, releases) -> (chain, teller) ->
                        chain.link(new Link.Capture(teller.hold(back), Math.max(1, units / 2), releases)));
    }

    private static Arbitrary<StoryLink> releases() {
        return continued(Teller::hold, Link.Void::new);
    }

    private static Arbitrary<StoryLink> expiries() {
        return continued(Teller::hold, Link.Expire::new);
    }

    private static Arbitrary<StoryLink> reversals() {
        return Combinators.combine(Arbitraries.integers().between(0, 3 * FURTHEST_BACK), Arbitraries.of(true, false))
                .as((back, forced) -> (chain, teller) -> chain.link(new Link.Reverse(teller.transfer(back), forced)));
    }

    private static Arbitrary<StoryLink> continued(
            BiFunction<Teller, Integer, UUID> earlier, Function<UUID, Link> link) {
        return back().map(back -> (chain, teller) -> chain.link(link.apply(earlier.apply(teller, back))));
    }

    /** Inside of chains, where they are taken back with the others; what was frozen is soon free again. */
    private static Arbitrary<StoryLink> freezes() {
        return Combinators.combine(users(), Arbitraries.of(true, false, false))
                .as((account, frozen) ->
                        (chain, teller) -> chain.link(frozen ? new Link.Freeze(account) : new Link.Unfreeze(account)));
    }
}
