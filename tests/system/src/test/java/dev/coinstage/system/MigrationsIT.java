package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Migrations in a step of their own, as the chart's job before a rollout. */
@ExtendWith(RunningWorld.class)
class MigrationsIT {

    private static final Path WALLET = Path.of("../../wallet-service/target/quarkus-app/quarkus-run.jar");
    private static final Path LOG = Path.of("target/migrations.log");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String DATABASE = "migrations";
    private static final String SUPERUSER = "postgres";

    private final List<Process> started = new ArrayList<>();
    private String server;
    private String password;

    @BeforeEach
    void an_empty_database(World world) throws SQLException {
        server = world.suite().addresses().postgresql();
        password = world.suite().folder().secrets().of("postgresql-superuser");
        try (Connection connection = connect(SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + server + "/" + database, SUPERUSER, password);
    }

    @AfterEach
    void nothing_is_left_running() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_pod_waits_for_the_job_that_migrates_and_then_needs_the_database_no_more() throws Exception {
        int port = freePort();
        wallet("ELSEWHERE", port);
        await().atMost(World.PATIENCE)
                .ignoreExceptions()
                .until(() -> waitingFor(port).contains("database"));
        assertThat(tables()).isZero();

        assertThat(migrated()).isZero();
        assertThat(tables()).isPositive();
        await().atMost(World.PATIENCE)
                .ignoreExceptions()
                .until(() -> !waitingFor(port).contains("database"));
    }

    @Test
    void a_job_that_runs_again_changes_nothing() throws Exception {
        assertThat(migrated()).isZero();
        long before = tables();
        assertThat(migrated()).isZero();
        assertThat(tables()).isEqualTo(before);
    }

    private int migrated() throws IOException, InterruptedException {
        Process job = wallet("ONLY", freePort());
        assertThat(job.waitFor(World.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return job.exitValue();
    }

    private Process wallet(String mode, int port) throws IOException {
        ProcessBuilder process = new ProcessBuilder(JAVA, "-Xmx256m", "-jar", WALLET.toString());
        process.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        process.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        process.environment().put("COINSTAGE_MIGRATIONS_MODE", mode);
        process.environment().put("COINSTAGE_DATABASE_ADDRESS", server + "/" + DATABASE);
        process.environment().put("COINSTAGE_DATABASE_USER", SUPERUSER);
        process.environment().put("COINSTAGE_DATABASE_PASSWORD", password);
        process.environment().put("COINSTAGE_OIDC_ISSUER", "http://127.0.0.1:9/realms/coinstage");
        process.environment().put("COINSTAGE_OIDC_JWKS_URL", "http://127.0.0.1:9/certs");
        process.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        Process running = process.start();
        started.add(running);
        return running;
    }

    private static List<String> waitingFor(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/gifts"))
                .build();
        HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(503);
        List<String> names = new ArrayList<>();
        for (JsonNode name : new ObjectMapper().readTree(reply.body()).path("waitingFor")) {
            names.add(name.asText());
        }
        return names;
    }

    private long tables() throws SQLException {
        try (var connection = connect(DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
