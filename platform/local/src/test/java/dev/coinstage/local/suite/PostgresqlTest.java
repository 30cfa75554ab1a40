package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlTest {

    @TempDir
    Path folder;

    private RunningPostgresql postgresql;

    @BeforeEach
    void start() {
        postgresql = new RunningPostgresql(folder);
    }

    @AfterEach
    void stop() {
        postgresql.close();
    }

    @Test
    void durability_is_on() throws SQLException {
        try (Connection wallet = postgresql.connect("wallet")) {
            assertThat(asked(wallet, "SHOW fsync")).isEqualTo("on");
            assertThat(asked(wallet, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(asked(wallet, "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void a_service_owns_its_database_and_cannot_open_anothers() throws SQLException {
        try (Connection wallet = postgresql.connect("wallet")) {
            execute(wallet, "CREATE TABLE own (id int)");
        }
        assertThatThrownBy(() -> postgresql.connect("keycloak", "wallet"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database \"keycloak\"");
    }

    @Test
    void data_is_kept_between_runs() throws SQLException {
        try (Connection wallet = postgresql.connect("wallet")) {
            execute(wallet, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        postgresql.stop();
        postgresql.start();

        try (Connection wallet = postgresql.connect("wallet")) {
            assertThat(asked(wallet, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void a_killed_server_comes_back_with_what_was_committed() throws SQLException {
        try (Connection wallet = postgresql.connect("wallet")) {
            execute(wallet, "CREATE TABLE committed AS SELECT 42 AS answer");
        }
        long killed = postgresql.status().pid();

        postgresql.kill();

        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        postgresql.status().isHealthy() && postgresql.status().pid() != killed);
        try (Connection wallet = postgresql.connect("wallet")) {
            assertThat(asked(wallet, "SELECT answer FROM committed")).isEqualTo("42");
        }
    }

    @Test
    void a_lock_file_with_a_strangers_number_does_not_stop_the_start() throws IOException, SQLException {
        postgresql.stop();
        Path data = postgresql.folder().of("postgresql").resolve("data");
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

        postgresql.start();

        try (Connection wallet = postgresql.connect("wallet")) {
            assertThat(asked(wallet, "SELECT 1")).isEqualTo("1");
        }
    }

    private static String asked(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
