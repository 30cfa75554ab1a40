package dev.coinstage.promote.campaign.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CampaignKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    @Test
    void the_same_step_has_the_same_key_and_another_another() {
        var campaign = Generators.timeBasedEpochGenerator().generate();
        var other = Generators.timeBasedEpochGenerator().generate();
        var key = CampaignKeys.of(campaign, "campaign.capture/1", NOW);
        assertThat(CampaignKeys.of(campaign, "campaign.capture/1", NOW)).isEqualTo(key);
        assertThat(CampaignKeys.of(campaign, "campaign.capture/2", NOW)).isNotEqualTo(key);
        assertThat(CampaignKeys.of(other, "campaign.capture/1", NOW)).isNotEqualTo(key);
    }

    /** A campaign may be made long before its last capture; a key of its own time would be refused then. */
    @Test
    void a_key_is_as_old_as_its_step() {
        var campaign = Generators.timeBasedEpochGenerator().generate();
        var later = Instant.now().plus(Duration.ofDays(100));
        var key = CampaignKeys.of(campaign, "campaign.refund", later);
        assertThat(IdempotencyKey.parse(key.toString(), later.plus(Duration.ofDays(29)))
                        .value())
                .isEqualTo(key);
    }
}
