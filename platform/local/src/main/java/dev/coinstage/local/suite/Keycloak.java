package dev.coinstage.local.suite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Keycloak from its distribution, built once for PostgreSQL. The program lies in the cache; each data folder has a home of
 * its own that links to it, so that suites can share the build and not the realm.
 */
final class Keycloak implements Component {

    static final String NAME = "keycloak";
    private static final String VERSION = Versions.of("keycloak");
    private static final String REALM = "coinstage";
    private static final long TOOL_TIMEOUT_SECONDS = 600;
    private static final List<String> SHARED = List.of("lib", "providers", "themes", "bin", "conf");
    private static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final String JUL = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";
    private static final String FORK_JOIN = "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory";

    private final Checkout checkout;
    private final DataFolder folder;
    private final Ports ports;
    private volatile LocalRealm realm;

    Keycloak(Checkout checkout, DataFolder folder, Ports ports) {
        this.checkout = checkout;
        this.folder = folder;
        this.ports = ports;
    }

    /** The issuer as tokens name it: the public address, whoever fetches keys by another. */
    static String issuer(Ports ports) {
        return "http://localhost:" + ports.of(Port.KEYCLOAK) + "/realms/" + REALM;
    }

    static String keys(Ports ports) {
        return "http://127.0.0.1:" + ports.of(Port.KEYCLOAK) + "/realms/" + REALM + "/protocol/openid-connect/certs";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Port> listens() {
        return List.of(Port.KEYCLOAK, Port.KEYCLOAK_MANAGEMENT);
    }

    @Override
    public Set<String> after() {
        return Set.of(Postgresql.NAME);
    }

    @Override
    public String address() {
        return "http://localhost:" + ports.of(Port.KEYCLOAK);
    }

    @Override
    public void prepare(Consumer<String> step) throws IOException, InterruptedException {
        Program.installed(program(), empty -> {
            step.accept("unpacking Keycloak " + VERSION);
            unpack(empty);
            step.accept("building Keycloak, once (about 30 s)");
            build(empty);
        });
        link();
        realm = LocalRealm.from(checkout.realm(), new DemoUsers());
        realm.writeTo(realmFile());
        if (Files.exists(imported()) && !Files.readString(imported()).equals(realm.fingerprint())) {
            step.accept("importing the changed realm");
            importAgain();
        }
    }

    @Override
    public ProcessBuilder process() {
        return keycloak(start());
    }

    @Override
    public boolean isHealthy() {
        boolean healthy = Health.answers("http://127.0.0.1:" + ports.of(Port.KEYCLOAK_MANAGEMENT) + "/health/ready")
                && Health.answers(keys(ports));
        if (healthy && realm != null) {
            remember(realm);
        }
        return healthy;
    }

    private ProcessBuilder keycloak(List<String> arguments) {
        List<String> words = new ArrayList<>(runtime());
        words.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(
                Jvm.command(List.of("-Xmx448m", "-XX:MaxMetaspaceSize=256m", Jvm.QUICK_START), words));
        process.directory(home().toFile());
        process.environment().putAll(environment());
        return process;
    }

    /** What kc.sh would run; without the shell in between, which would outlive a kill of it and swallow the exit status. */
    private List<String> runtime() {
        List<String> words = new ArrayList<>();
        for (String opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            words.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        words.addAll(List.of("-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8", JUL, FORK_JOIN));
        words.addAll(List.of("-Dpicocli.disable.closures=true", "-Dquarkus-log-max-startup-records=10000"));
        words.addAll(List.of("-Dkc.home.dir=" + home(), "-Djboss.server.config.dir=" + home().resolve("conf")));
        words.addAll(List.of("-cp", home().resolve("lib/quarkus-run.jar").toString(), MAIN));
        return words;
    }

    private List<String> start() {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("start", "--optimized", "--import-realm", "--cache=local"));
        words.addAll(List.of("--http-enabled=true", "--http-host=127.0.0.1", "--http-port=" + ports.of(Port.KEYCLOAK)));
        words.add("--http-management-port=" + ports.of(Port.KEYCLOAK_MANAGEMENT));
        words.add("--hostname=http://localhost:" + ports.of(Port.KEYCLOAK));
        // it reports every "not ready yet" of its own health check as news
        words.add("--log-level=info,io.smallrye.health:error");
        return words;
    }

    private Map<String, String> environment() {
        Secrets secrets = folder.secrets();
        return Map.of(
                "KC_DB_URL", "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRESQL) + "/" + NAME,
                "KC_DB_USERNAME", NAME,
                "KC_DB_PASSWORD", Databases.passwordOf(NAME, secrets),
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of("keycloak-admin"),
                "COINSTAGE_WALLET_SERVICE_SECRET", secrets.of("client-wallet-service"),
                "COINSTAGE_PROMOTE_SERVICE_SECRET", secrets.of("client-promote-service"),
                "COINSTAGE_PAYOUT_SERVICE_SECRET", secrets.of("client-payout-service"),
                "COINSTAGE_FRAUD_SERVICE_SECRET", secrets.of("client-fraud-service"));
    }

    private void unpack(Path empty) throws IOException {
        try (InputStream file = Files.newInputStream(checkout.keycloakArchive());
                InputStream tar = new GZIPInputStream(new BufferedInputStream(file, 1 << 16), 1 << 16)) {
            Archive.unpack(tar, empty, 1);
        }
    }

    private void build(Path unpacked) throws IOException, InterruptedException {
        ProcessBuilder build = new ProcessBuilder(
                unpacked.resolve("bin/kc.sh").toString(), "build", "--db=postgres", "--health-enabled=true");
        build.environment().put("JAVA_HOME", Jvm.home().toString());
        build.environment().put("JAVA_OPTS_APPEND", Jvm.QUICK_START);
        build.environment().remove("JAVA");
        Tool.run(build, folder.log(NAME), TOOL_TIMEOUT_SECONDS);
    }

    /** At a start Keycloak imports only a realm that it does not have; a changed one has to be laid over the old. */
    private void importAgain() throws IOException, InterruptedException {
        List<String> words =
                List.of("import", "--optimized", "--file=" + realmFile(), "--override=true", "--cache=local");
        Tool.run(keycloak(words), folder.log(NAME), TOOL_TIMEOUT_SECONDS);
    }

    private void remember(LocalRealm running) {
        try {
            Files.writeString(imported(), running.fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path realmFile() {
        return home().resolve("data/import/coinstage-realm.json");
    }

    private Path imported() {
        return home().resolve("imported-realm.sha256");
    }

    private void link() throws IOException {
        Files.createDirectories(home());
        for (String shared : SHARED) {
            Path link = home().resolve(shared);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, program().resolve(shared));
        }
    }

    private Path home() {
        return folder.of(NAME);
    }

    private Path program() {
        return folder.cached("keycloak-" + VERSION);
    }
}
