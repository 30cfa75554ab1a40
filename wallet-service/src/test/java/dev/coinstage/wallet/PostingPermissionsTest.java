package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static dev.coinstage.wallet.Ledger.account;
import static dev.coinstage.wallet.Ledger.link;
import static dev.coinstage.wallet.Ledger.posting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Operation;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pair of account kinds that the table does not grant a caller, tried over HTTP with that caller's own token. */
@WalletTest
class PostingPermissionsTest {

    private static final String USER = UUID.randomUUID().toString();
    private static final List<AccountKind> KINDS = List.of(AccountKind.values());

    private final Authorities authorities = new Authorities();

    @AfterAll
    static void the_books_balance() {
        Books.assertBalanced();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wallet-service", "promote-service", "payout-service", "fraud-service", "coinstage-app", ""})
    void a_service_moves_and_holds_only_what_it_was_granted(String service) {
        var before = Books.state();
        var tried = 0;
        for (var operation : List.of(Operation.TRANSFER, Operation.HOLD)) {
            for (var code : TransferCode.values()) {
                for (var debit : KINDS) {
                    for (var credit : KINDS) {
                        tried += refused(service, operation, code, debit, credit);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(300);
        assertThat(Books.state()).isEqualTo(before);
    }

    /** 1 when it was tried: pairs of different assets, and those that only a purchase may credit, are no links at all. */
    private int refused(String service, Operation operation, TransferCode code, AccountKind debit, AccountKind credit) {
        if (debit == credit
                || !asset(debit).equals(asset(credit))
                || !assets(code).contains(asset(debit))
                || credit.holdsLots()
                || authorities.of(service).allows(operation, code, debit, credit)) {
            return 0;
        }
        var link = link(
                operation.name(), "debit", named(debit), "credit", named(credit), "amount", 1, "code", code.name());
        Ledger.post(service, WalletCalls.key(), posting(link)).then().spec(problem(403, "NOT_PERMITTED"));
        return 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet-service", "promote-service", "payout-service", "fraud-service", "finance"})
    void flags_and_limits_are_set_only_by_who_was_granted_it(String caller) {
        for (var operation : List.of(Operation.FREEZE, Operation.UNFREEZE, Operation.CLOSE, Operation.LIMIT)) {
            for (var kind : KINDS) {
                if (!authorities.of(caller).allows(operation, kind)) {
                    var link = operation == Operation.LIMIT
                            ? link("LIMIT", "account", named(kind), "minimum", 0, "maximum", 5)
                            : link(operation.name(), "account", named(kind));
                    var reply = caller.equals("finance")
                            ? Ledger.finance(link)
                            : Ledger.post(caller, WalletCalls.key(), posting(link));
                    reply.then().spec(problem(403, "NOT_PERMITTED"));
                }
            }
        }
    }

    @Test
    void nobody_mints_coins_over_http() {
        var mint = link(
                "TRANSFER",
                "debit",
                account("platform", "COIN_ISSUANCE", "COIN"),
                "credit",
                account(USER, "VIEWER_COINS", "COIN"),
                "amount",
                1,
                "code",
                "COIN_PURCHASE");
        for (var service : List.of("wallet-service", "promote-service", "payout-service", "fraud-service")) {
            Ledger.post(service, WalletCalls.key(), posting(mint)).then().spec(problem(400, "INVALID_LINK"));
        }
        Ledger.finance(mint).then().spec(problem(400, "INVALID_LINK"));
    }

    private static Map<String, Object> named(AccountKind kind) {
        return account(kind.ofUsers() ? USER : "platform", kind.name(), asset(kind));
    }

    private static String asset(AccountKind kind) {
        return switch (kind) {
            case VIEWER_COINS, VIEWER_RECEIVABLE, COIN_ISSUANCE, GIFT_CLEARING, PROMOTE_REVENUE -> "COIN";
            case CREATOR_DIAMONDS, CREATOR_RECEIVABLE, DIAMOND_ISSUANCE, PAYOUT_CLEARING, CHARGEBACK_RECOVERY ->
                "DIAMOND";
            case STORE_CLEARING, COIN_SALES, CARD_CLEARING, CHARGEBACK_COSTS, CREATOR_PAYOUTS, PAYOUT_PROVIDER -> "USD";
        };
    }

    /** What a code moves. Over HTTP it is tried on accounts of that; on all others the domain's test tries it. */
    private static List<String> assets(TransferCode code) {
        return switch (code) {
            case COIN_PURCHASE, GIFT_COINS, COIN_ORDER, CAMPAIGN_BUDGET -> List.of("COIN");
            case GIFT_DIAMONDS, REINVESTMENT, PAYOUT, PAYOUT_RETURN, CLAWBACK -> List.of("DIAMOND");
            case DEBT_NETTING -> List.of("COIN", "DIAMOND");
            case COIN_SALE, PAYOUT_MONEY, PAYOUT_MONEY_RETURN, CHARGEBACK_FEE -> List.of("USD");
        };
    }
}
