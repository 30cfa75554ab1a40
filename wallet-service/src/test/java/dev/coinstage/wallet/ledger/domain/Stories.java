package dev.coinstage.wallet.ledger.domain;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random stories: viewers give to creators and order campaigns, more than they have at times; what was held is captured,
 * given back and runs out of time; transfers are reversed; accounts are frozen, limited and closed under way.
 */
final class Stories {

    private static final int STORE_TRANSACTIONS = 25;
    private static final int LONGEST_CHAIN = 5;
    private static final int LONGEST_STORY = 80;
    private static final List<Authority> RESTRICTED = List.of(
            Permissions.NONE,
            Permissions.allBut(Operation.HOLD),
            Permissions.allBut(Operation.CAPTURE),
            Permissions.allBut(Operation.VOID),
            Permissions.allBut(Operation.EXPIRE),
            Permissions.allBut(Operation.REVERSE),
            Permissions.allBut(Operation.FORCE_REVERSE),
            Permissions.allBut(Operation.CLOSE));

    private Stories() {}

    static Arbitrary<List<Step>> stories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, purchases()),
                        Tuple.of(14, gifts()),
                        Tuple.of(62, chains()),
                        Tuple.of(4, wholeChains()),
                        Tuple.of(6, accountChanges()),
                        Tuple.of(3, hugeEarnings()),
                        Tuple.of(4, restricted()),
                        Tuple.of(7, times()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(LONGEST_STORY)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(Stories::told);
    }

    private static List<Step> told(List<Function<Teller, Step>> steps) {
        var teller = new Teller();
        return Stream.concat(Stream.of(beginning()), steps.stream())
                .map(step -> step.apply(teller))
                .toList();
    }

    /** Something to spend and to settle, or most stories would be about nothing for long. */
    private static Function<Teller, Step> beginning() {
        return post(chain -> chain.issue(Chain.viewer("viewer 1"), 90)
                .issue(Chain.viewer("viewer 2"), 60)
                .earn(Chain.creator("creator 1"), 50)
                .order(Chain.viewer("viewer 1"), 30, KeptLedger.BEGIN.plus(Duration.ofHours(1)))
                .budget(Chain.viewer("viewer 2"), 20));
    }

    private static Function<Teller, Step> post(Function<Chain, Chain> links) {
        return teller -> {
            var name = teller.nextName();
            return teller.tell(name, links.apply(Chain.named(name)));
        };
    }

    private static Arbitrary<Function<Teller, Step>> purchases() {
        var transactions = Arbitraries.integers().between(1, STORE_TRANSACTIONS);
        return Combinators.combine(StoryLinks.viewers(), StoryLinks.units(), transactions)
                .as((viewer, coins, transaction) -> post(chain -> chain.issue(viewer, coins * 4L)
                        .move(Chain.STORE, Chain.SALES, coins, TransferCode.COIN_SALE)
                        .claim("transaction " + transaction)));
    }

    private static Arbitrary<Function<Teller, Step>> gifts() {
        return Combinators.combine(StoryLinks.viewers(), StoryLinks.units(), StoryLinks.creators(), StoryLinks.units())
                .as((viewer, coins, creator, diamonds) ->
                        post(chain -> chain.spend(viewer, coins).earn(creator, diamonds)));
    }

    /** Any links: lots issued and drawn at once, one account several times, a late link that is refused; mostly one alone. */
    private static Arbitrary<Function<Teller, Step>> chains() {
        var several = StoryLinks.any().list().ofMinSize(2).ofMaxSize(LONGEST_CHAIN);
        return Arbitraries.frequencyOf(Tuple.of(3, StoryLinks.any().map(List::of)), Tuple.of(1, several))
                .map(links -> teller -> {
                    var name = teller.nextName();
                    var chain = Chain.named(name);
                    links.forEach(link -> link.addTo(chain, teller));
                    return teller.tell(name, chain);
                });
    }

    private static Arbitrary<Function<Teller, Step>> wholeChains() {
        var back = Arbitraries.integers().between(0, 5);
        return Combinators.combine(back, Arbitraries.of(true, false)).as((number, captures) -> teller -> {
            var name = teller.nextName();
            var held = TransferId.posting(teller.hold(number));
            return teller.tell(
                    name, Chain.named(name).link(captures ? new Link.CaptureAll(held) : new Link.VoidAll(held)));
        });
    }

    private static Arbitrary<Function<Teller, Step>> accountChanges() {
        return Combinators.combine(StoryLinks.users(), Arbitraries.integers().between(0, 11), StoryLinks.units())
                .as((account, which, units) -> post(chain -> switch (which) {
                    case 0 -> chain.freeze(account);
                    case 1, 2, 3, 4 -> chain.unfreeze(account);
                    case 5, 6 -> chain.close(account);
                    case 7, 8, 9 -> chain.limit(account, units / 8, units * 2L);
                    case 10 ->
                        chain.freeze(account).limit(account, 0, Account.LARGEST).unfreeze(account);
                    default -> chain.limit(account, 0, Account.LARGEST);
                }));
    }

    /** So large that an account's running totals meet their limit. */
    private static Arbitrary<Function<Teller, Step>> hugeEarnings() {
        return Combinators.combine(StoryLinks.creators(), Arbitraries.of(true, false))
                .as((creator, held) -> post(chain -> {
                    var diamonds = Account.LARGEST / 3 * 2;
                    return held ? chain.promise(creator, diamonds) : chain.earn(creator, diamonds);
                }));
    }

    private static Arbitrary<Function<Teller, Step>> restricted() {
        return Combinators.combine(StoryLinks.any(), Arbitraries.of(RESTRICTED)).as((link, authority) -> teller -> {
            var name = teller.nextName();
            var chain = Chain.named(name).by(authority);
            link.addTo(chain, teller);
            return teller.tell(name, chain);
        });
    }

    private static Arbitrary<Function<Teller, Step>> times() {
        return Arbitraries.integers()
                .between(30, 200)
                .map(minutes -> teller -> teller.pass(Duration.ofMinutes(minutes)));
    }
}
