package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void a_secret_is_kept_and_differs_from_every_other() {
        String wallet = new Secrets(folder.resolve("secrets")).of("wallet");

        assertThat(wallet).matches("[A-Za-z0-9_-]{32}");
        assertThat(new Secrets(folder.resolve("secrets")).of("wallet")).isEqualTo(wallet);
        assertThat(new Secrets(folder.resolve("secrets")).of("keycloak")).isNotEqualTo(wallet);
    }

    @Test
    void only_the_owner_can_read_a_secret() throws IOException {
        Path file = new Secrets(folder.resolve("secrets")).file("wallet");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }
}
