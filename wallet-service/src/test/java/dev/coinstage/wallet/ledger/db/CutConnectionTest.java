package dev.coinstage.wallet.ledger.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.LedgerUnavailable;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.db.CuttingProxy.Cut;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.LotSource;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The connection is cut at every statement of a batch, before the server gets it and after: between any two statements, and
 * inside COMMIT. What was answered is there; what was not is posted once when it is asked for again.
 */
class CutConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BATCH_TIME = Duration.ofSeconds(10);
    private static final int MOST_STATEMENTS = 60;
    private static final int COINS = 100;

    private static Engines engines;
    private static CuttingProxy proxy;
    private static PostingQueue direct;
    private static final Authorities AUTHORITIES = new Authorities();

    private final UUID viewer = UUID.randomUUID();
    private final AccountKey coins = AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN);

    @BeforeAll
    static void start() {
        engines = new Engines("cut_connections");
        direct = engines.writer(500);
        proxy = new CuttingProxy(engines.database().host(), engines.database().port());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        engines.close();
    }

    @Test
    void whatever_statement_the_connection_is_cut_at_each_command_is_posted_once() {
        var cutsInCommit = 0;
        for (var how : Cut.values()) {
            var statement = 1;
            var reached = true;
            while (reached) {
                assertThat(statement).as("the batch ends at some statement").isLessThan(MOST_STATEMENTS);
                var told = oneBatch(how, statement);
                reached = told.reached();
                cutsInCommit += told.foundAfterCut();
                statement++;
            }
            assertThat(statement).as("statements of a batch").isGreaterThan(8);
        }
        assertThat(cutsInCommit)
                .as("a COMMIT that was carried out and not answered was found")
                .isPositive();
        assertBooks();
    }

    /** @param foundAfterCut 1 when all were answered although the connection was cut */
    private record Told(boolean reached, int foundAfterCut) {}

    private Told oneBatch(Cut how, int statement) {
        var through = engines.writer(proxy.port(), 500, BATCH_TIME);
        var commands = commands();
        proxy.cut(how, statement);

        var first = postAll(through, commands);

        var reached = proxy.statements() >= statement;
        var answered = first.stream().filter(Answer.Decided.class::isInstance).toList();
        var again = postAll(direct, commands);
        assertThat(again).allMatch(Answer.Decided.class::isInstance);
        for (int place = 0; place < commands.size(); place++) {
            if (first.get(place) instanceof Answer.Decided decided) {
                assertThat(outcome(again.get(place))).isEqualTo(decided.outcome());
            }
        }
        assertThat(again)
                .extracting(CutConnectionTest::outcome)
                .satisfiesExactly(
                        purchased -> assertThat(purchased).isInstanceOf(Outcome.Posted.class),
                        gift -> assertThat(gift).isInstanceOf(Outcome.Posted.class),
                        tooMuch -> assertThat(tooMuch).isInstanceOf(Outcome.InsufficientFunds.class),
                        held -> assertThat(held).isInstanceOf(Outcome.Posted.class));
        for (var command : commands) {
            assertThat(engines.column("SELECT count(*) FROM idempotency_outcome WHERE key = '"
                            + command.key().key() + "'"))
                    .containsExactly("1");
        }
        return new Told(reached, reached && answered.size() == commands.size() ? 1 : 0);
    }

    private static Outcome outcome(Answer answer) {
        return ((Answer.Decided) answer).outcome();
    }

    /** Null for those that got no answer. */
    private static List<Answer> postAll(PostingQueue writer, List<KeyedCommand> commands) {
        var posted = commands.stream()
                .map(command ->
                        writer.post(command).onFailure(LedgerUnavailable.class).recoverWithNull())
                .toList();
        var answers = new ArrayList<Answer>();
        Uni.join().all(posted).andFailFast().await().atMost(PATIENCE).forEach(answers::add);
        return answers;
    }

    private List<KeyedCommand> commands() {
        var sale = UUID.randomUUID().toString();
        var revenue = AccountKey.platform(AccountKind.PROMOTE_REVENUE, Asset.COIN);
        var given = AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN);
        return List.of(
                command(
                        "wallet-service/purchase",
                        List.of(new Claim("APP_STORE", sale)),
                        new Link.Transfer(
                                AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN),
                                coins,
                                COINS,
                                TransferCode.COIN_PURCHASE,
                                new LotEffect.Issue(new LotSource("APP_STORE", sale, "US", "USD", 129)))),
                command(
                        "wallet-service/gift",
                        List.of(),
                        new Link.Transfer(coins, given, COINS / 4, TransferCode.GIFT_COINS, LotEffect.NONE)),
                command(
                        "wallet-service/gift",
                        List.of(),
                        new Link.Transfer(coins, given, Integer.MAX_VALUE, TransferCode.GIFT_COINS, LotEffect.NONE)),
                command(
                        "promote-service",
                        List.of(),
                        new Link.Hold(coins, revenue, COINS / 4, TransferCode.CAMPAIGN_BUDGET, Link.Hold.NEVER)));
    }

    private KeyedCommand command(String caller, List<Claim> claims, Link link) {
        var ids = com.fasterxml.uuid.Generators.timeBasedEpochRandomGenerator();
        var key = new ScopedKey(viewer + "/test", ids.generate());
        return new KeyedCommand(
                key,
                RequestHash.of(key.key()),
                new Command(
                        TransferId.posting(ids.generate()),
                        "test",
                        viewer,
                        AUTHORITIES.of(caller),
                        Command.NO_REFERENCE,
                        List.of(link),
                        claims,
                        "{}"));
    }

    private void assertBooks() {
        assertThat(engines.column(
                        "SELECT asset FROM account GROUP BY asset HAVING sum(debits_posted) <> sum(credits_posted)"))
                .isEmpty();
        assertThat(engines.column(
                        "SELECT h.posting_seq - count(p.seq) FROM ledger_head h, posting p GROUP BY h.posting_seq"))
                .containsExactly("0");
        var rounds = engines.column("SELECT count(*) FROM lot").get(0);
        assertThat(engines.column("SELECT credits_posted || ' ' || debits_posted || ' ' || debits_pending FROM account "
                        + "WHERE id = '" + coins.id() + "'"))
                .containsExactly(Integer.parseInt(rounds) * COINS + " " + Integer.parseInt(rounds) * (COINS / 4) + " "
                        + Integer.parseInt(rounds) * (COINS / 4));
    }
}
