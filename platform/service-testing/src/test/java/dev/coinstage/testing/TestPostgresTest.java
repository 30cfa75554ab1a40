package dev.coinstage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    private final PostgresResource resource = new PostgresResource();

    @AfterEach
    void stopTheResource() {
        resource.stop();
    }

    @Test
    void the_server_is_postgresql_18_and_commits_reach_the_disk() throws SQLException {
        var database = TestPostgres.shared().freshDatabase("settings");
        assertThat(one(database, "SHOW server_version")).startsWith("18.");
        assertThat(one(database, "SHOW fsync")).isEqualTo("on");
        assertThat(one(database, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(one(database, "SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void there_is_one_server_for_the_whole_jvm() {
        assertThat(TestPostgres.shared().database("a").port())
                .isEqualTo(TestPostgres.shared().database("b").port());
    }

    @Test
    void a_fresh_database_is_empty_even_while_the_old_one_is_in_use() throws SQLException {
        var database = TestPostgres.shared().freshDatabase("fresh");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE leftover (id int)");
            var again = TestPostgres.shared().freshDatabase("fresh");
            assertThat(one(again, "SELECT count(*) FROM pg_tables WHERE tablename = 'leftover'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_name_that_would_be_sql_is_refused() {
        assertThatThrownBy(() -> TestPostgres.shared().freshDatabase("a; DROP DATABASE b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_resource_gives_a_service_its_database() throws SQLException {
        resource.init(Map.of("database", "wallet"));
        var config = resource.start();
        assertThat(config)
                .containsEntry(
                        "coinstage.database.address", PostgresResource.current().address())
                .containsEntry("coinstage.database.user", "postgres")
                .containsKey("coinstage.database.password");
        assertThat(config.get("coinstage.database.address")).matches("localhost:\\d+/wallet");
        assertThat(one(PostgresResource.current(), "SELECT current_database()")).isEqualTo("wallet");
    }

    @Test
    void outside_of_a_test_there_is_no_current_database() {
        assertThatThrownBy(PostgresResource::current).isInstanceOf(IllegalStateException.class);
    }

    private static String one(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
