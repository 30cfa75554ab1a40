package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.suite.ComponentStatus;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part that dies is started again, and nobody has to help the others to find it. */
@ExtendWith(RunningWorld.class)
class KilledPartsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql",
                "keycloak",
                "sandbox",
                "wallet-service",
                "promote-service",
                "payout-service",
                "fraud-service",
                "gateway",
                "security-gateway"
            })
    void a_killed_part_comes_back_and_the_books_are_as_they_were(String name, World world)
            throws InterruptedException, SQLException {
        Untouched books = Untouched.books(world);
        ComponentStatus before = statusOf(name, world);

        world.suite().kill(name);

        await().atMost(World.PATIENCE).until(() -> statusOf(name, world).deaths() > before.deaths());
        world.suite().awaitHealthy(World.PATIENCE);
        assertThat(statusOf(name, world).pid()).isNotEqualTo(before.pid());
        world.awaitLogins();
        Session vera = world.login("vera");
        await().atMost(World.PATIENCE)
                .until(() -> world.gateway().get(vera, "/v1/accounts").status() == 200);
        Session sam = world.login("sam");
        await().atMost(World.PATIENCE)
                .until(() -> world.securityGateway().get(sam, "/v1/cases").status() == 200);
        books.assertSame();
        Agreement.await(world);
    }

    private static ComponentStatus statusOf(String name, World world) {
        return world.suite().status().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
