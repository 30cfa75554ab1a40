package dev.coinstage.defaults.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.defaults.service.ServiceTest;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A database that dies while it is migrated is waited for, whatever of its connections was not given back. */
@ServiceTest
class MigrationsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What a service's pool for migrations holds. */
    private static final int POOL = 2;

    private final Migrations migrations;
    private final AgroalDataSource pool;

    MigrationsTest(Migrations migrations, AgroalDataSource pool) {
        this.migrations = migrations;
        this.pool = pool;
    }

    @Test
    void connections_that_nobody_gave_back_stop_one_try_and_not_the_next() throws SQLException {
        for (int taken = 0; taken < POOL; taken++) {
            pool.getConnection();
        }

        assertThatThrownBy(() -> migrations.attempt().await().atMost(LONGEST)).hasMessageContaining("connection");
        assertThatCode(() -> migrations.attempt().await().atMost(LONGEST)).doesNotThrowAnyException();
    }
}
