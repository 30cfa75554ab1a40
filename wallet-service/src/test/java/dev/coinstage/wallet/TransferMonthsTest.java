package dev.coinstage.wallet;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.defaults.partitions.PartitionUpkeep;
import dev.coinstage.wallet.proof.app.SealCommits;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Transfers lie in the month of their commit. */
@WalletTest
class TransferMonthsTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @FromAppStore
    AppStoreSigner appStore;

    private final PartitionUpkeep upkeep;
    private final SealCommits sealCommits;

    TransferMonthsTest(PartitionUpkeep upkeep, SealCommits sealCommits) {
        this.upkeep = upkeep;
        this.sealCommits = sealCommits;
    }

    private static String partition(int monthsAhead) {
        return "transfer_"
                + YearMonth.now(ZoneOffset.UTC).plusMonths(monthsAhead).format(DateTimeFormatter.ofPattern("uuuu_MM"));
    }

    private String ahead() {
        upkeep.run().await().atMost(LONGEST);
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("coinstage_partitions_months_ahead{table=\"transfer\"}"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void three_months_are_made_ahead_and_what_is_missing_is_made_again() {
        assertThat(ahead()).endsWith(" 3.0");
        Books.execute("DROP TABLE " + partition(2));
        assertThat(ahead()).endsWith(" 3.0");
        assertThat(Books.text("SELECT to_regclass('" + partition(2) + "')::text"))
                .isEqualTo(partition(2));
    }

    @Test
    void transfers_land_in_their_month() {
        WalletCalls.buy100(appStore, UUID.randomUUID());
        assertThat(Books.text("SELECT tableoid::regclass::text FROM transfer ORDER BY posting_seq DESC LIMIT 1"))
                .isEqualTo(partition(0));
    }

    @Test
    void a_partition_that_is_named_refuses_changes_too() {
        for (var table : List.of("transfer", partition(0), partition(3), "transfer_default")) {
            for (var change : List.of("UPDATE %s SET amount = 1", "DELETE FROM %s", "TRUNCATE %s")) {
                assertThat(Books.refusal(change.formatted(table))).contains("never changed or deleted");
            }
        }
    }

    @Test
    void a_month_that_nobody_made_does_not_stop_money_nor_the_months_after_it() {
        WalletCalls.buy100(appStore, UUID.randomUUID());
        Seals.everything(sealCommits);
        Books.execute(
                "INSERT INTO transfer SELECT posting_seq, 63, '2098-05-05', commit_seq, debit_account, credit_account, "
                        + "amount, debit_balance, credit_balance, code, kind, debit_held, credit_held, axis_from, relates_to "
                        + "FROM transfer ORDER BY posting_seq DESC, ordinal LIMIT 1");
        try {
            assertThat(Books.text("SELECT tableoid::regclass::text FROM transfer WHERE ordinal = 63"))
                    .isEqualTo("transfer_default");
            assertThat(Books.text("SELECT make_transfer_partitions('2098-05-01', '2098-06-01')"))
                    .isEqualTo("1");
        } finally {
            Books.execute("SET session_replication_role = replica; DELETE FROM transfer WHERE ordinal = 63; "
                    + "DROP TABLE transfer_2098_06");
        }
    }
}
