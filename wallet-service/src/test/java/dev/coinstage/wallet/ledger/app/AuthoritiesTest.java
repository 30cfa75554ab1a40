package dev.coinstage.wallet.ledger.app;

import static dev.coinstage.wallet.ledger.domain.AccountKind.CARD_CLEARING;
import static dev.coinstage.wallet.ledger.domain.AccountKind.CHARGEBACK_COSTS;
import static dev.coinstage.wallet.ledger.domain.AccountKind.CHARGEBACK_RECOVERY;
import static dev.coinstage.wallet.ledger.domain.AccountKind.COIN_ISSUANCE;
import static dev.coinstage.wallet.ledger.domain.AccountKind.COIN_SALES;
import static dev.coinstage.wallet.ledger.domain.AccountKind.CREATOR_DIAMONDS;
import static dev.coinstage.wallet.ledger.domain.AccountKind.CREATOR_PAYOUTS;
import static dev.coinstage.wallet.ledger.domain.AccountKind.CREATOR_RECEIVABLE;
import static dev.coinstage.wallet.ledger.domain.AccountKind.DIAMOND_ISSUANCE;
import static dev.coinstage.wallet.ledger.domain.AccountKind.GIFT_CLEARING;
import static dev.coinstage.wallet.ledger.domain.AccountKind.PAYOUT_CLEARING;
import static dev.coinstage.wallet.ledger.domain.AccountKind.PAYOUT_PROVIDER;
import static dev.coinstage.wallet.ledger.domain.AccountKind.PROMOTE_REVENUE;
import static dev.coinstage.wallet.ledger.domain.AccountKind.STORE_CLEARING;
import static dev.coinstage.wallet.ledger.domain.AccountKind.VIEWER_COINS;
import static dev.coinstage.wallet.ledger.domain.AccountKind.VIEWER_RECEIVABLE;
import static dev.coinstage.wallet.ledger.domain.Operation.CAPTURE;
import static dev.coinstage.wallet.ledger.domain.Operation.CLOSE;
import static dev.coinstage.wallet.ledger.domain.Operation.EXPIRE;
import static dev.coinstage.wallet.ledger.domain.Operation.FORCE_REVERSE;
import static dev.coinstage.wallet.ledger.domain.Operation.FREEZE;
import static dev.coinstage.wallet.ledger.domain.Operation.HOLD;
import static dev.coinstage.wallet.ledger.domain.Operation.LIMIT;
import static dev.coinstage.wallet.ledger.domain.Operation.REVERSE;
import static dev.coinstage.wallet.ledger.domain.Operation.TRANSFER;
import static dev.coinstage.wallet.ledger.domain.Operation.UNFREEZE;
import static dev.coinstage.wallet.ledger.domain.Operation.VOID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Authority.AccountGrant;
import dev.coinstage.wallet.ledger.domain.Authority.Grant;
import dev.coinstage.wallet.ledger.domain.Operation;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may post what, told a second time: the table and this test change together or not at all. */
class AuthoritiesTest {

    private static final String PURCHASE = "wallet-service/purchase";
    private static final String GIFT = "wallet-service/gift";
    private static final String CHARGEBACK = "wallet-service/chargeback";
    private static final String DEBTS = "wallet-service/debts";
    private static final String PROMOTE = "promote-service";
    private static final String PAYOUT = "payout-service";
    private static final String FRAUD = "fraud-service";
    private static final String FINANCE = "finance";
    private static final List<String> STRANGERS =
            List.of("wallet-service", "wallet-service/", "Finance", "viewer", "platform", "gateway", "", "*");

    private final Map<String, Set<Grant>> expected = new HashMap<>();
    private final Map<String, Set<AccountGrant>> expectedOfAccounts = new HashMap<>();
    private final Authorities authorities = new Authorities();

    AuthoritiesTest() {
        allow(PURCHASE, TransferCode.COIN_PURCHASE, COIN_ISSUANCE, VIEWER_COINS, TRANSFER);
        allow(PURCHASE, TransferCode.COIN_SALE, STORE_CLEARING, COIN_SALES, TRANSFER);
        allow(PURCHASE, TransferCode.COIN_SALE, CARD_CLEARING, COIN_SALES, TRANSFER);
        allow(GIFT, TransferCode.GIFT_COINS, VIEWER_COINS, GIFT_CLEARING, TRANSFER);
        allow(GIFT, TransferCode.GIFT_DIAMONDS, DIAMOND_ISSUANCE, CREATOR_DIAMONDS, TRANSFER);
        allow("wallet-service/expiry", TransferCode.COIN_ORDER, VIEWER_COINS, PROMOTE_REVENUE, EXPIRE);
        allow(PROMOTE, TransferCode.COIN_ORDER, VIEWER_COINS, PROMOTE_REVENUE, TRANSFER, HOLD, CAPTURE, VOID, REVERSE);
        allow(PROMOTE, TransferCode.CAMPAIGN_BUDGET, VIEWER_COINS, PROMOTE_REVENUE, HOLD, CAPTURE, VOID);
        allow(PROMOTE, TransferCode.REINVESTMENT, CREATOR_DIAMONDS, PROMOTE_REVENUE, HOLD, CAPTURE, VOID);
        allow(PAYOUT, TransferCode.PAYOUT, CREATOR_DIAMONDS, PAYOUT_CLEARING, HOLD, CAPTURE, VOID);
        allow(PAYOUT, TransferCode.PAYOUT_RETURN, PAYOUT_CLEARING, CREATOR_DIAMONDS, TRANSFER);
        allow(PAYOUT, TransferCode.PAYOUT_MONEY, CREATOR_PAYOUTS, PAYOUT_PROVIDER, TRANSFER);
        allow(PAYOUT, TransferCode.PAYOUT_MONEY_RETURN, PAYOUT_PROVIDER, CREATOR_PAYOUTS, TRANSFER);
        allow(CHARGEBACK, TransferCode.CAMPAIGN_BUDGET, VIEWER_COINS, PROMOTE_REVENUE, VOID);
        allow(CHARGEBACK, TransferCode.COIN_PURCHASE, COIN_ISSUANCE, VIEWER_COINS, FORCE_REVERSE);
        allow(CHARGEBACK, TransferCode.COIN_SALE, CARD_CLEARING, COIN_SALES, REVERSE);
        allow(CHARGEBACK, TransferCode.COIN_SALE, STORE_CLEARING, COIN_SALES, REVERSE);
        allow(CHARGEBACK, TransferCode.CLAWBACK, CREATOR_DIAMONDS, CHARGEBACK_RECOVERY, TRANSFER);
        allow(CHARGEBACK, TransferCode.CLAWBACK, CREATOR_RECEIVABLE, CHARGEBACK_RECOVERY, TRANSFER);
        allow(CHARGEBACK, TransferCode.CHARGEBACK_FEE, CHARGEBACK_COSTS, CARD_CLEARING, TRANSFER);
        allow(CHARGEBACK, VIEWER_COINS, FREEZE);
        allow(DEBTS, TransferCode.DEBT_NETTING, CREATOR_DIAMONDS, CREATOR_RECEIVABLE, TRANSFER);
        allow(DEBTS, TransferCode.DEBT_NETTING, VIEWER_COINS, VIEWER_RECEIVABLE, TRANSFER);
        allow(DEBTS, CREATOR_RECEIVABLE, LIMIT);
        allow(DEBTS, VIEWER_RECEIVABLE, LIMIT);
        allow(FINANCE, TransferCode.COIN_SALE, CARD_CLEARING, COIN_SALES, REVERSE);
        allow(FINANCE, TransferCode.COIN_PURCHASE, COIN_ISSUANCE, VIEWER_COINS, REVERSE, FORCE_REVERSE);
        allow(FINANCE, TransferCode.COIN_SALE, STORE_CLEARING, COIN_SALES, REVERSE);
        allow(FINANCE, TransferCode.GIFT_COINS, VIEWER_COINS, GIFT_CLEARING, REVERSE);
        allow(FINANCE, TransferCode.GIFT_DIAMONDS, DIAMOND_ISSUANCE, CREATOR_DIAMONDS, REVERSE, FORCE_REVERSE);
        allow(FINANCE, TransferCode.CAMPAIGN_BUDGET, VIEWER_COINS, PROMOTE_REVENUE, REVERSE);
        allow(FINANCE, TransferCode.REINVESTMENT, CREATOR_DIAMONDS, PROMOTE_REVENUE, REVERSE);
        allow(FINANCE, TransferCode.PAYOUT, CREATOR_DIAMONDS, PAYOUT_CLEARING, REVERSE);
        for (var kind : List.of(VIEWER_COINS, CREATOR_DIAMONDS)) {
            allow(FRAUD, kind, FREEZE, UNFREEZE);
            allow(FINANCE, kind, FREEZE, UNFREEZE, CLOSE, LIMIT);
        }
    }

    private void allow(
            String caller, TransferCode code, AccountKind debit, AccountKind credit, Operation... operations) {
        for (var operation : operations) {
            expected.computeIfAbsent(caller, none -> new HashSet<>()).add(new Grant(operation, code, debit, credit));
        }
    }

    private void allow(String caller, AccountKind kind, Operation... operations) {
        for (var operation : operations) {
            expectedOfAccounts.computeIfAbsent(caller, none -> new HashSet<>()).add(new AccountGrant(operation, kind));
        }
    }

    private Set<String> callers() {
        var callers = new TreeSet<>(STRANGERS);
        callers.addAll(expected.keySet());
        callers.addAll(expectedOfAccounts.keySet());
        return callers;
    }

    @Test
    void every_caller_may_do_what_is_listed_and_nothing_else_between_any_accounts() {
        for (var caller : callers()) {
            var authority = authorities.of(caller);
            var allowed = new HashSet<Grant>();
            for (var grant : allPairs()) {
                if (authority.allows(grant.operation(), grant.code(), grant.debit(), grant.credit())) {
                    allowed.add(grant);
                }
            }
            assertThat(allowed).as(caller).isEqualTo(expected.getOrDefault(caller, Set.of()));
        }
    }

    @Test
    void every_caller_may_change_the_accounts_that_are_listed_and_no_others() {
        for (var caller : callers()) {
            var authority = authorities.of(caller);
            var allowed = new HashSet<AccountGrant>();
            for (var operation : Operation.values()) {
                for (var kind : AccountKind.values()) {
                    if (authority.allows(operation, kind)) {
                        allowed.add(new AccountGrant(operation, kind));
                    }
                }
            }
            assertThat(allowed).as(caller).isEqualTo(expectedOfAccounts.getOrDefault(caller, Set.of()));
        }
    }

    @Test
    void an_authority_bears_its_callers_name() {
        callers().forEach(caller -> assertThat(authorities.of(caller).name()).isEqualTo(caller));
    }

    @Test
    void only_purchases_make_coins_and_only_gifts_make_diamonds() {
        for (var caller : callers()) {
            for (var grant : authorities.of(caller).grants()) {
                if (Set.of(TRANSFER, HOLD, CAPTURE).contains(grant.operation())) {
                    assertThat(grant.debit() == COIN_ISSUANCE && !caller.equals(PURCHASE))
                            .as("%s may make coins: %s", caller, grant)
                            .isFalse();
                    assertThat(grant.debit() == DIAMOND_ISSUANCE && !caller.equals(GIFT))
                            .as("%s may make diamonds: %s", caller, grant)
                            .isFalse();
                }
            }
        }
    }

    /** A reserve that expired while a payout's outcome is unknown would fund a second one. */
    @Test
    void nobody_may_expire_what_has_no_time_limit() {
        for (var caller : callers()) {
            assertThat(authorities.of(caller).grants())
                    .filteredOn(grant -> grant.operation() == EXPIRE)
                    .allMatch(grant -> grant.code().mayExpire());
        }
    }

    @Test
    void force_is_for_what_users_received_and_can_owe() {
        for (var caller : callers()) {
            assertThat(authorities.of(caller).grants())
                    .filteredOn(grant -> grant.operation() == FORCE_REVERSE)
                    .allMatch(grant -> grant.credit() == VIEWER_COINS || grant.credit() == CREATOR_DIAMONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finance",
                "finance,FREEZE",
                "finance,FREEZE,VIEWER_COINS,",
                "finance,TRANSFER,COIN_ORDER,VIEWER_COINS",
                "finance,TRANSFER,COIN_ORDER,VIEWER_COINS,PROMOTE_REVENUE,",
                "finance,THAW,VIEWER_COINS",
                "finance,freeze,VIEWER_COINS",
                "finance,FREEZE,VIEWER_COIN",
                "finance, FREEZE,VIEWER_COINS",
                "finance,TRANSFER,COIN_ORDERS,VIEWER_COINS,PROMOTE_REVENUE",
                "finance,TRANSFER,COIN_ORDER,VIEWERS,PROMOTE_REVENUE",
                "finance,TRANSFER,COIN_ORDER,VIEWER_COINS,REVENUE",
                "finance,TRANSFER,COIN_ORDER,VIEWER_COINS,",
                "finance;FREEZE;VIEWER_COINS",
                "finance,TRANSFER,VIEWER_COINS",
                "finance,FREEZE,COIN_ORDER,VIEWER_COINS,PROMOTE_REVENUE",
                ",FREEZE,VIEWER_COINS"
            })
    void a_wrong_line_is_refused_at_start(String line) {
        var right = "finance,FREEZE,VIEWER_COINS";
        assertThatCode(() -> new Authorities(List.of(right))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new Authorities(List.of(right, line)));
    }

    private static Set<Grant> allPairs() {
        var pairs = new HashSet<Grant>();
        for (var operation : Operation.values()) {
            for (var code : TransferCode.values()) {
                for (var debit : AccountKind.values()) {
                    for (var credit : AccountKind.values()) {
                        pairs.add(new Grant(operation, code, debit, credit));
                    }
                }
            }
        }
        return pairs;
    }
}
