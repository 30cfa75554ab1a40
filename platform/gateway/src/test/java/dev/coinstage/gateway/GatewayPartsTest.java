package dev.coinstage.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayPartsTest {
    private final GatewayParts parts = new GatewayParts();

    @Test
    void the_products_own_table_and_addresses_are_sound() {
        var config = config("../../helm/coinstage/routes.yaml", "http://127.0.0.1:8101");
        assertThat(parts.routeTable(config, parts.upstreams(config)).routes()).isNotEmpty();
    }

    @Test
    void a_flawed_table_stops_the_start_with_a_message() {
        var config = config("no-such-file.yaml", "http://127.0.0.1:8101");
        var upstreams = parts.upstreams(config);
        assertThatThrownBy(() -> parts.routeTable(config, upstreams))
                .isInstanceOf(ConfigurationException.class)
                .hasNoCause()
                .hasMessageContaining("no-such-file.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:8101",
                "http://127.0.0.1",
                "http://127.0.0.1:8101/base",
                "http://127.0.0.1:8101?x",
                "http://user@127.0.0.1:8101",
                "wallet"
            })
    void an_address_that_cannot_be_called_stops_the_start_with_a_message(String address) {
        var config = config("../../helm/coinstage/routes.yaml", address);
        assertThatThrownBy(() -> parts.upstreams(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The address of wallet-service must be http://host:port, not " + address);
    }

    private static GatewayConfig config(String routes, String walletAddress) {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 200, text -> Duration.parse("PT" + text))
                .withDefaultValues(Map.of(
                        "coinstage.gateway.routes", routes,
                        "coinstage.gateway.upstreams.wallet-service", walletAddress,
                        "coinstage.gateway.upstreams.promote-service", "http://127.0.0.1:8102",
                        "coinstage.gateway.upstreams.payout-service", "http://127.0.0.1:8103",
                        "coinstage.gateway.upstreams.fraud-service", "http://127.0.0.1:8104"))
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
