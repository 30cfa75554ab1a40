package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Chain.named;
import static dev.coinstage.wallet.ledger.domain.Chain.purchase;
import static dev.coinstage.wallet.ledger.domain.Chain.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.domain.Authority.AccountGrant;
import dev.coinstage.wallet.ledger.domain.Authority.Grant;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Outcome.NotPermitted;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorityTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final UUID EARLIER = transfer("earlier", 0);
    private static final LedgerTime TIME = new LedgerTime(2, 1, KeptLedger.BEGIN);

    /** Each code between each two kinds: whoever may do all that is like it in all but one respect may not do it. */
    @ParameterizedTest
    @EnumSource(names = {"TRANSFER", "HOLD", "CAPTURE", "VOID", "EXPIRE", "REVERSE", "FORCE_REVERSE"})
    void what_is_not_granted_is_refused_and_leaves_no_trace(Operation operation) {
        var tried = Permissions.grants().stream()
                .filter(grant -> grant.operation() == operation && possible(grant))
                .toList();
        assertThat(tried).hasSizeGreaterThanOrEqualTo(9 * 11 * 10);
        for (var grant : tried) {
            var stranger = new Authority("stranger", neighbours(grant), Permissions.accountGrants());
            var decided = Ledger.decide(stateFor(grant), List.of(asking(grant, stranger)), TIME);

            assertThat(decided.outcomes()).as("%s", grant).containsExactly(new NotPermitted("stranger", operation));
            assertNoTrace(decided);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSFER", "HOLD", "CAPTURE", "VOID", "EXPIRE", "REVERSE", "FORCE_REVERSE"})
    void what_is_granted_needs_no_other_grant(Operation operation) {
        for (var grant : Permissions.grants()) {
            if (grant.operation() == operation && possible(grant)) {
                var caller = new Authority("caller", Set.of(grant), Set.of());
                var decided = Ledger.decide(stateFor(grant), List.of(asking(grant, caller)), TIME);

                assertThat(decided.outcomes()).as("%s", grant).doesNotHaveAnyElementsOfTypes(NotPermitted.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FREEZE", "UNFREEZE", "CLOSE", "LIMIT"})
    void a_change_of_accounts_that_is_not_granted_is_refused_and_leaves_no_trace(Operation operation) {
        for (var kind : AccountKind.values()) {
            var grant = new AccountGrant(operation, kind);
            var others = new HashSet<>(Permissions.accountGrants());
            others.remove(grant);
            var stranger = new Authority("stranger", Permissions.grants(), others);
            var decided = Ledger.decide(LedgerState.EMPTY, List.of(changing(grant, stranger)), TIME);

            assertThat(decided.outcomes()).as("%s", grant).containsExactly(new NotPermitted("stranger", operation));
            assertNoTrace(decided);

            var caller = new Authority("caller", Set.of(), Set.of(grant));
            assertThat(Ledger.decide(LedgerState.EMPTY, List.of(changing(grant, caller)), TIME)
                            .outcomes())
                    .hasOnlyElementsOfType(Posted.class);
        }
    }

    @Test
    void one_forbidden_link_stops_its_whole_chain() {
        var ledger = new KeptLedger();
        ledger.post(purchase("p", VERA, 10));
        var before = ledger.books();
        var chain = named("c").spend(VERA, 5).budget(VERA, 5).by(Permissions.allBut(Operation.HOLD));

        assertThat(ledger.post(chain.command())).containsExactly(new NotPermitted("all but HOLD", Operation.HOLD));
        assertThat(ledger.books()).isEqualTo(before);
    }

    @Test
    void who_may_capture_but_not_void_may_not_release_the_rest() {
        var ledger = new KeptLedger();
        ledger.post(purchase("p", VERA, 10), named("h").budget(VERA, 5).command());
        var caller = Permissions.allBut(Operation.VOID);
        var hold = transfer("h", 0);

        assertThat(ledger.post(named("r").captureAndRelease(hold, 5).by(caller).command()))
                .containsExactly(new NotPermitted("all but VOID", Operation.VOID));
        assertThat(ledger.post(named("c").capture(hold, 5).by(caller).command()))
                .hasOnlyElementsOfType(Posted.class);
    }

    @Test
    void who_may_not_is_told_so_before_anything_about_the_accounts_and_holds() {
        var ledger = new KeptLedger();
        ledger.post(
                purchase("p", VERA, 10), named("h").budget(VERA, 5).freeze(VERA).command());
        var hold = transfer("h", 0);

        assertThat(ledger.post(
                        named("t").spend(VERA, 99).by(Permissions.NONE).command(),
                        named("b")
                                .balance(VERA, Chain.GIVEN_COINS, 9, TransferCode.GIFT_COINS)
                                .by(Permissions.NONE)
                                .command(),
                        named("c").capture(hold, 99).by(Permissions.NONE).command(),
                        named("e").expire(hold).by(Permissions.NONE).command(),
                        named("ca").captureAll("h").by(Permissions.NONE).command(),
                        named("va").releaseAll("h").by(Permissions.NONE).command(),
                        named("r").reverse(hold).by(Permissions.NONE).command(),
                        named("cl").close(VERA).by(Permissions.NONE).command()))
                .extracting(refused -> ((NotPermitted) refused).operation())
                .containsExactly(
                        Operation.TRANSFER,
                        Operation.TRANSFER,
                        Operation.CAPTURE,
                        Operation.EXPIRE,
                        Operation.CAPTURE,
                        Operation.VOID,
                        Operation.REVERSE,
                        Operation.CLOSE);
    }

    /** Whether a link can ask for it at all: what is held never reaches an account of lots. */
    private static boolean possible(Grant grant) {
        return grant.operation() != Operation.HOLD || !grant.credit().holdsLots();
    }

    /** All grants that differ from it in one component. */
    private static Set<Grant> neighbours(Grant grant) {
        var near = new HashSet<Grant>();
        for (var operation : Operation.values()) {
            near.add(new Grant(operation, grant.code(), grant.debit(), grant.credit()));
        }
        for (var code : TransferCode.values()) {
            near.add(new Grant(grant.operation(), code, grant.debit(), grant.credit()));
        }
        for (var kind : AccountKind.values()) {
            near.add(new Grant(grant.operation(), grant.code(), kind, grant.credit()));
            near.add(new Grant(grant.operation(), grant.code(), grant.debit(), kind));
        }
        near.remove(grant);
        return near;
    }

    private static AccountKey debit(Grant grant) {
        return new AccountKey("dora", grant.debit(), Asset.COIN);
    }

    private static AccountKey credit(Grant grant) {
        return new AccountKey("cora", grant.credit(), Asset.COIN);
    }

    /** Two accounts, with a hold of 5 between them that may be settled, or a transfer of 5 to reverse. */
    private static LedgerState stateFor(Grant grant) {
        var debit = Account.opened(debit(grant)).credited(10).debitHeld(5).with(new LotCursor(5, EARLIER, 5));
        var credit = Account.opened(credit(grant)).credited(10).creditHeld(5);
        var lots = Stream.of(debit, credit).map(account -> lot(account.key())).toList();
        var expiry = grant.operation() == Operation.EXPIRE ? KeptLedger.BEGIN : Link.Hold.NEVER;
        var axis = grant.debit().holdsLots() ? 0 : PostedTransfer.NO_DRAW;
        var hold = new Hold(EARLIER, debit.key().id(), credit.key().id(), 5, 0, 0, grant.code(), expiry, axis);
        var past = new PastTransfer(
                EARLIER,
                TransferKind.TRANSFER,
                grant.code(),
                debit.key().id(),
                credit.key().id(),
                5,
                axis);
        return new LedgerState(
                Map.of(debit.key().id(), debit, credit.key().id(), credit),
                Map.of(),
                lots,
                Map.of(debit.key().id(), new TreeMap<>(Map.of(0L, EARLIER))),
                Map.of(),
                Map.of(EARLIER, hold),
                Map.of(EARLIER, past),
                Map.of());
    }

    private static Lot lot(AccountKey account) {
        return new Lot(EARLIER, Lot.ISSUED, account, 64, new LotSource("APP_STORE", "1", "US", "USD", 1), 10, 0);
    }

    private static Command asking(Grant grant, Authority caller) {
        return named("asking").link(link(grant)).by(caller).command();
    }

    private static Link link(Grant grant) {
        var lots = grant.credit().holdsLots()
                ? new LotEffect.Issue(new LotSource("APP_STORE", "2", "US", "USD", 1))
                : LotEffect.NONE;
        return switch (grant.operation()) {
            case TRANSFER -> new Link.Transfer(debit(grant), credit(grant), 1, grant.code(), lots);
            case HOLD -> new Link.Hold(debit(grant), credit(grant), 1, grant.code(), Link.Hold.NEVER);
            case CAPTURE -> new Link.Capture(EARLIER, 1, false);
            case VOID -> new Link.Void(EARLIER);
            case EXPIRE -> new Link.Expire(EARLIER);
            case REVERSE -> new Link.Reverse(EARLIER, false);
            case FORCE_REVERSE -> new Link.Reverse(EARLIER, true);
            default -> throw new IllegalArgumentException("not between accounts: " + grant);
        };
    }

    private static Command changing(AccountGrant grant, Authority caller) {
        var account = new AccountKey("dora", grant.kind(), Asset.COIN);
        var chain = named("changing").by(caller);
        return switch (grant.operation()) {
            case FREEZE -> chain.freeze(account).command();
            case UNFREEZE -> chain.unfreeze(account).command();
            case CLOSE -> chain.close(account).command();
            case LIMIT -> chain.limit(account, 0, 10).command();
            default -> throw new IllegalArgumentException("not of an account: " + grant);
        };
    }

    private static void assertNoTrace(Decided decided) {
        assertThat(decided)
                .isEqualTo(new Decided(
                        TIME,
                        decided.outcomes(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of()));
    }
}
