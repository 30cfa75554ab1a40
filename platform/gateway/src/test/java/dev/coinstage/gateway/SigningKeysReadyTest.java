package dev.coinstage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.gateway.fixture.SigningKey;
import dev.coinstage.gateway.token.KeySet;
import dev.coinstage.gateway.token.SigningKeys;
import io.vertx.core.Future;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class SigningKeysReadyTest {

    @Test
    void the_gateway_is_ready_once_keys_are_known() {
        var fetched = KeySet.parse(SigningKey.jwks(SigningKey.generate("a")));
        var keys = new SigningKeys(() -> Future.succeededFuture(fetched), 1, Duration.ofHours(1));
        var readiness = new SigningKeysReady(keys);

        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        keys.refreshForUnknownKey();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
