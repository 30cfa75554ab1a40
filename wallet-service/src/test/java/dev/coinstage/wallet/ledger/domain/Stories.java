package dev.coinstage.wallet.ledger.domain;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random stories: many viewers give to few creators, more than they have at times, and stores report purchases twice. */
final class Stories {

    private static final int VIEWERS = 4;
    private static final int CREATORS = 2;
    private static final int STORE_TRANSACTIONS = 25;
    private static final int MOST_COINS = 60;
    private static final int LONGEST_CHAIN = 5;
    private static final int LONGEST_STORY = 60;

    private Stories() {}

    static Arbitrary<List<Step>> stories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(30, purchases()),
                        Tuple.of(50, gifts()),
                        Tuple.of(15, chains()),
                        Tuple.of(3, hugeEarnings()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(LONGEST_STORY)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(steps -> IntStream.range(0, steps.size())
                        .mapToObj(place -> steps.get(place).apply("step " + place))
                        .toList());
    }

    private static Arbitrary<AccountKey> viewers() {
        return Arbitraries.integers().between(1, VIEWERS).map(number -> Chain.viewer("viewer " + number));
    }

    private static Arbitrary<AccountKey> creators() {
        return Arbitraries.integers().between(1, CREATORS).map(number -> Chain.creator("creator " + number));
    }

    private static Arbitrary<Integer> coins() {
        return Arbitraries.integers().between(1, MOST_COINS);
    }

    private static Arbitrary<Function<String, Step>> purchases() {
        var transactions = Arbitraries.integers().between(1, STORE_TRANSACTIONS);
        return Combinators.combine(viewers(), coins(), transactions)
                .as((viewer, coins, transaction) -> name -> new Step.Post(Chain.named(name)
                        .issue(viewer, coins)
                        .move(Chain.STORE, Chain.SALES, coins, TransferCode.COIN_SALE)
                        .claim("transaction " + transaction)
                        .command()));
    }

    private static Arbitrary<Function<String, Step>> gifts() {
        return Combinators.combine(viewers(), coins(), creators(), coins())
                .as((viewer, coins, creator, diamonds) ->
                        name -> new Step.Post(Chain.gift(name, viewer, coins, creator, diamonds)));
    }

    /** Chains of any links: lots issued and drawn at once, the same account several times, a late link that is refused. */
    private static Arbitrary<Function<String, Step>> chains() {
        Arbitrary<UnaryOperator<Chain>> issues =
                Combinators.combine(viewers(), coins()).as((viewer, coins) -> chain -> chain.issue(viewer, coins));
        Arbitrary<UnaryOperator<Chain>> spends =
                Combinators.combine(viewers(), coins()).as((viewer, coins) -> chain -> chain.spend(viewer, coins));
        Arbitrary<UnaryOperator<Chain>> returns = Combinators.combine(creators(), coins())
                .as((creator, diamonds) ->
                        chain -> chain.move(creator, Chain.ISSUED_DIAMONDS, diamonds, TransferCode.GIFT_DIAMONDS));
        return Arbitraries.oneOf(List.of(issues, spends, returns))
                .list()
                .ofMinSize(1)
                .ofMaxSize(LONGEST_CHAIN)
                .map(links -> name -> new Step.Post(joined(name, links.stream()).command()));
    }

    private static Chain joined(String name, Stream<UnaryOperator<Chain>> links) {
        var chain = Chain.named(name);
        links.forEach(link -> link.apply(chain));
        return chain;
    }

    /** So large that an account's running totals meet their limit. */
    private static Arbitrary<Function<String, Step>> hugeEarnings() {
        return creators()
                .map(creator -> name -> new Step.Post(
                        Chain.named(name).earn(creator, Account.LARGEST / 3 * 2).command()));
    }
}
