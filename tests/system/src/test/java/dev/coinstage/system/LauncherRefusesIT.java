package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.suite.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says when it cannot start; nothing is left running, because nothing was started. */
class LauncherRefusesIT {

    @TempDir
    Path folder;

    private Launcher launcher;
    private FakeJdks machine;

    @BeforeEach
    void aLauncherOnAnEmptyFolder() {
        launcher = new Launcher(folder.resolve("home"), Ports.free());
        machine = new FakeJdks(folder);
    }

    @Test
    void a_jdk_that_is_too_old_is_named_with_its_place() throws IOException, InterruptedException {
        Path old = machine.jdk("11.0.2");

        Launcher.Ended ended = launcher.with("JAVA_HOME", old.toString())
                .with("PATH", machine.path().toString())
                .with("COINSTAGE_JVM_FOLDER", machine.empty().toString())
                .run("up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Coinstage needs a JDK, version 17 or newer.")
                .contains("Java 11 in " + old)
                .contains("set JAVA_HOME");
    }

    @Test
    void a_java_8_is_too_old_although_it_calls_itself_1_8() throws IOException, InterruptedException {
        Launcher.Ended ended = launcher.with(
                        "JAVA_HOME", machine.jdk("1.8.0_392").toString())
                .with("PATH", machine.path().toString())
                .with("COINSTAGE_JVM_FOLDER", machine.empty().toString())
                .run("up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("Java 8 in ");
    }

    @Test
    void without_any_java_the_places_that_were_searched_are_told() throws IOException, InterruptedException {
        Launcher.Ended ended = launcher.with("JAVA_HOME", "")
                .with("PATH", machine.path().toString())
                .with("COINSTAGE_JVM_FOLDER", machine.empty().toString())
                .run("up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("Found none in JAVA_HOME, on the PATH or in");
    }

    @Test
    void a_java_without_a_compiler_is_no_jdk() throws IOException, InterruptedException {
        Launcher.Ended ended = launcher.with("JAVA_HOME", machine.jdk("21.0.1").toString())
                .with("PATH", machine.path().toString())
                .with("COINSTAGE_JVM_FOLDER", machine.empty().toString())
                .run("up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("Java 21 without a compiler in ");
    }

    @Test
    void a_taken_port_is_named_with_its_component_and_the_way_to_change_it() throws IOException, InterruptedException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = Integer.toString(stranger.getLocalPort());

            Launcher.Ended ended =
                    launcher.with("COINSTAGE_KEYCLOAK_PORT", taken).run("up");

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("Port " + taken + " is taken, and the keycloak needs it.")
                    .contains("COINSTAGE_KEYCLOAK_PORT=<port>")
                    .contains("COINSTAGE_PORT_OFFSET=1000");
            assertThat(launcher.run("status").output()).isEqualTo("Nothing runs.\n");
        }
    }

    @Test
    void an_unknown_command_is_answered_with_what_there_is() throws InterruptedException {
        Launcher.Ended ended = launcher.run("fly");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("up", "demo", "status", "down");
    }
}
