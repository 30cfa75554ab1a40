package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Story;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the payout provider drops, doubles or tells in the wrong order: what it paid and what we booked is the same. */
@ExtendWith(RunningWorld.class)
class ProviderFaultsIT {

    /** Of 400 diamonds: 200 cents, less 25 and 2 in a hundred. */
    private static final long NET = 171;

    @ParameterizedTest
    @CsvSource({
        "0005, 1, the reply of a taken order is lost",
        "0006, 2, the order itself is lost",
        "0009, 1, each webhook comes twice and the last one first"
    })
    void it_is_paid_exactly_once_when(String ending, long sends, String what, World world)
            throws InterruptedException, SQLException {
        Flows flows = new Flows(world);
        Creator nico = flows.earningCreator(world.freshCreator());
        JsonNode before = world.providers().payouts(Story.CURRENCY);

        String payout = flows.askForPayout(nico, ending);

        JsonNode paid = flows.awaitPayout(nico, payout, "COMPLETED");
        assertThat(paid.path("netMinor").asLong()).isEqualTo(NET);
        assertThat(paid.at("/attempt/sends").asLong()).as(what).isEqualTo(sends);
        Agreement.await(world);
        JsonNode after = world.providers().payouts(Story.CURRENCY);
        assertThat(since(before, after, "/accepted/count")).isEqualTo(1);
        assertThat(since(before, after, "/paid/count")).isEqualTo(1);
        assertThat(since(before, after, "/paid/amountMinor")).isEqualTo(NET);
        assertThat(nico.balance("CREATOR_DIAMONDS")).isEqualTo(Flows.EARNED - Flows.PAID_OUT);
        assertThat(world.number(
                        "payout", "SELECT count(*) FROM payout_attempt WHERE payout = ?", UUID.fromString(payout)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0002, PROVIDER_REFUSED", "0003, PROVIDER_FAILED"})
    void what_the_provider_does_not_pay_comes_back(String ending, String reason, World world)
            throws InterruptedException {
        Flows flows = new Flows(world);
        Creator nico = flows.earningCreator(world.freshCreator());
        JsonNode before = world.providers().payouts(Story.CURRENCY);

        String payout = flows.askForPayout(nico, ending);

        assertThat(flows.awaitPayout(nico, payout, "FAILED").at("/reason/code").asText())
                .isEqualTo(reason);
        await().atMost(World.PATIENCE).until(() -> nico.balance("CREATOR_DIAMONDS") == Flows.EARNED);
        Agreement.await(world);
        assertThat(since(before, world.providers().payouts(Story.CURRENCY), "/paid/count"))
                .isZero();
    }

    @Test
    void a_returned_payout_brings_back_what_the_bank_sent_back(World world) throws InterruptedException {
        Flows flows = new Flows(world);
        Creator nico = flows.earningCreator(world.freshCreator());
        String payout = flows.askForPayout(nico, "0008");
        flows.awaitPayout(nico, payout, "COMPLETED");

        world.providers().daysGoBy(3);

        JsonNode returned = flows.awaitPayout(nico, payout, "RETURNED").path("returned");
        // of less than 1,000 minor units the sandbox's bank keeps half
        long minor = returned.path("returnedMinor").asLong();
        assertThat(minor).isIn(NET / 2, NET - NET / 2);
        long diamonds = Flows.PAID_OUT * minor / NET;
        assertThat(returned.path("diamonds").asLong()).isEqualTo(diamonds);
        await().atMost(World.PATIENCE)
                .until(() -> nico.balance("CREATOR_DIAMONDS") == Flows.EARNED - Flows.PAID_OUT + diamonds);
        Agreement.await(world);
    }

    private static long since(JsonNode before, JsonNode after, String pointer) {
        return after.at(pointer).asLong() - before.at(pointer).asLong();
    }
}
