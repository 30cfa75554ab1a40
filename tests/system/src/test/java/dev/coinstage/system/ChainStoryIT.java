package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.story.ChainStory;
import dev.coinstage.local.story.Narrator;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Story;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningWorld.class)
class ChainStoryIT {

    /** Of 400 diamonds: 200 cents, less 25 and 2 in a hundred. */
    private static final long NET_OF_A_PAYOUT = 171;

    private static final long FEE_OF_A_DISPUTE = 1_500;

    @Test
    void coins_become_reach_or_cash_scams_are_kept_out_and_all_books_agree(World world)
            throws InterruptedException, SQLException {
        Agreement.await(world);
        Chain before = Chain.of(world);
        List<String> told = new ArrayList<>();

        new ChainStory(world.suite().addresses(), new Listening(told)).play();

        Agreement.await(world);
        Chain since = Chain.of(world).since(before);
        assertThat(since.campaignCoinsCaptured()).isEqualTo(3);
        assertThat(since.campaignCoinsRefunded()).isEqualTo(197);
        assertThat(since.payoutsAccepted()).isEqualTo(3);
        assertThat(since.payoutsPaid()).isEqualTo(3);
        assertThat(since.paidMinor()).isEqualTo(3 * NET_OF_A_PAYOUT);
        assertThat(since.payoutsReturned()).isEqualTo(1);
        assertThat(since.payoutsRejectedByUs()).isEqualTo(1);
        assertThat(since.cardMinor()).as("paid and taken back, and the fee").isEqualTo(-FEE_OF_A_DISPUTE);
        assertThat(since.chargebacks()).isEqualTo(1);
        assertThat(told)
                .anySatisfy(line -> assertThat(line).isEqualTo("she cancels: 3 coins were earned, 197 come back"))
                .anySatisfy(line -> assertThat(line).startsWith("the provider's reply to the next one is lost"))
                .anySatisfy(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "the card's holder complains: 500 coins and 500 diamonds are taken back, the rest is owed"));
        assertThat(told).last().asString().endsWith("what was held pays the debt");
    }

    /** Totals of everything that the chain ever did. */
    private record Chain(
            long campaignCoinsCaptured,
            long campaignCoinsRefunded,
            long payoutsAccepted,
            long payoutsPaid,
            long paidMinor,
            long payoutsReturned,
            long payoutsRejectedByUs,
            long cardMinor,
            long chargebacks) {

        static Chain of(World world) throws InterruptedException, SQLException {
            Providers providers = world.providers();
            JsonNode payouts = providers.payouts(Story.CURRENCY);
            return new Chain(
                    world.number("promote", "SELECT coalesce(sum(captured), 0) / 1000000 FROM budget"),
                    world.number("promote", "SELECT coalesce(sum(refunded), 0) / 1000000 FROM budget"),
                    payouts.at("/accepted/count").asLong(),
                    payouts.at("/paid/count").asLong(),
                    payouts.at("/paid/amountMinor").asLong(),
                    payouts.at("/returned/count").asLong(),
                    world.number("payout", "SELECT count(*) FROM payout WHERE state = 'REJECTED'"),
                    providers.cardBalance(Story.CURRENCY),
                    world.number("wallet", "SELECT count(*) FROM chargeback WHERE state = 'CARRIED_OUT'"));
        }

        Chain since(Chain before) {
            return new Chain(
                    campaignCoinsCaptured - before.campaignCoinsCaptured,
                    campaignCoinsRefunded - before.campaignCoinsRefunded,
                    payoutsAccepted - before.payoutsAccepted,
                    payoutsPaid - before.payoutsPaid,
                    paidMinor - before.paidMinor,
                    payoutsReturned - before.payoutsReturned,
                    payoutsRejectedByUs - before.payoutsRejectedByUs,
                    cardMinor - before.cardMinor,
                    chargebacks - before.chargebacks);
        }
    }

    private record Listening(List<String> told) implements Narrator {
        @Override
        public void tell(String what, Duration took) {
            told.add(what);
        }

        @Override
        public void passing(String what) {
            // a test has nobody who watches it pass
        }
    }
}
