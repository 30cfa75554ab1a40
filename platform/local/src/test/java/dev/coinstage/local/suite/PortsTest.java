package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void without_a_choice_every_port_is_the_usual_one() {
        Ports ports = Ports.chosenBy(Map.of());

        assertThat(ports.of(Port.GATEWAY)).isEqualTo(8080);
        assertThat(ports.of(Port.POSTGRESQL)).isEqualTo(5442);
    }

    @Test
    void the_offset_moves_all_and_a_single_choice_outranks_it() {
        Ports ports = Ports.chosenBy(Map.of("COINSTAGE_PORT_OFFSET", "1000", "COINSTAGE_KEYCLOAK_PORT", "7777"));

        assertThat(ports.of(Port.GATEWAY)).isEqualTo(9080);
        assertThat(ports.of(Port.WALLET_SERVICE)).isEqualTo(9101);
        assertThat(ports.of(Port.KEYCLOAK)).isEqualTo(7777);
    }

    @Test
    void a_port_that_is_no_number_is_refused_by_name() {
        assertThatThrownBy(() -> Ports.chosenBy(Map.of("COINSTAGE_GATEWAY_PORT", "http")))
                .isInstanceOf(LaunchProblem.class)
                .hasMessage("COINSTAGE_GATEWAY_PORT=http is not a number between 1 and 65535.");
    }

    @Test
    void an_offset_that_leads_out_of_range_is_refused() {
        assertThatThrownBy(() -> Ports.chosenBy(Map.of("COINSTAGE_PORT_OFFSET", "60000")))
                .isInstanceOf(LaunchProblem.class)
                .hasMessageContaining("is not between 1 and 65535");
    }

    @Test
    void two_parts_cannot_share_a_port() {
        assertThatThrownBy(() -> Ports.chosenBy(Map.of("COINSTAGE_SANDBOX_PORT", "8080")))
                .isInstanceOf(LaunchProblem.class)
                .hasMessageContaining("would share port 8080");
    }

    @Test
    void a_taken_port_is_named_with_its_component_and_the_way_to_change_it() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = Integer.toString(stranger.getLocalPort());
            Ports ports = Ports.chosenBy(Map.of("COINSTAGE_WALLET_SERVICE_PORT", taken));

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(LaunchProblem.class)
                    .hasMessageContaining("Port " + taken + " is taken")
                    .hasMessageContaining("wallet-service")
                    .hasMessageContaining("COINSTAGE_WALLET_SERVICE_PORT=");
        }
    }

    @Test
    void ports_survive_being_written_down() {
        Ports ports = Ports.free();

        assertThat(Ports.named(ports.byName()).byName()).isEqualTo(ports.byName());
    }
}
