package dev.coinstage.wallet.purchase.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Reason;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Refused;
import dev.coinstage.wallet.purchase.domain.ReceiptVerdict.Unavailable;
import io.vertx.mutiny.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppleReceiptsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String BUNDLE = "com.example";

    @AfterAll
    static void stop() {
        VERTX.closeAndAwait();
    }

    private record Settings(
            Optional<List<Path>> roots, String bundleId, Environment environment, OptionalLong appAppleId)
            implements AppStoreConfig {

        static Settings of(String bundleId, Path... roots) {
            return new Settings(Optional.of(List.of(roots)), bundleId, Environment.SANDBOX, OptionalLong.empty());
        }

        static Settings withoutRoots(Environment environment) {
            return new Settings(Optional.empty(), BUNDLE, environment, OptionalLong.empty());
        }

        @Override
        public boolean onlineChecks() {
            return false;
        }
    }

    private static AppleReceipts receipts(AppStoreConfig config) {
        return new AppleReceipts(config, VERTX);
    }

    private static ReceiptVerdict verdict(AppleReceipts receipts, String signed) {
        return receipts.verify(signed).await().atMost(Duration.ofSeconds(10));
    }

    /** What Apple's own library is tested with. It lies beside the project and is not part of it. */
    @Nested
    class OfApplesOwnPayloads {

        private static Path folder() {
            var folder = Path.of(System.getProperty("coinstage.data", "")).resolve("wallet/app-store");
            assumeTrue(
                    Files.isDirectory(folder),
                    () -> "SKIPPED: no folder "
                            + folder.toAbsolutePath().normalize().normalize()
                            + "; -Dcoinstage.data=<folder> says where Apple's payloads are");
            return folder;
        }

        private static Path root() {
            return folder().resolve("testCA.der");
        }

        private static String payload(String name) throws IOException {
            return Files.readString(folder().resolve(name)).strip();
        }

        @Test
        void a_signed_transaction_is_genuine_but_a_sale_that_is_no_consumable_buys_no_coins()
                throws IOException, VerificationException {
            var apples = new SignedDataVerifier(
                    Set.of(new ByteArrayInputStream(Files.readAllBytes(root()))),
                    BUNDLE,
                    null,
                    Environment.SANDBOX,
                    false);
            var signed = payload("transactionInfo");

            assertThat(apples.verifyAndDecodeTransaction(signed).getBundleId()).isEqualTo(BUNDLE);
            assertThat(verdict(receipts(Settings.of(BUNDLE, root())), signed))
                    .isEqualTo(new Refused(Reason.NOT_A_COIN_PURCHASE));
        }

        @Test
        void a_transaction_of_another_app_is_refused() throws IOException {
            assertThat(verdict(receipts(Settings.of("com.example.other", root())), payload("transactionInfo")))
                    .isEqualTo(new Refused(Reason.OTHER_APP));
        }

        @Test
        void a_transaction_of_another_environment_is_refused() throws IOException {
            var production =
                    new Settings(Optional.of(List.of(root())), BUNDLE, Environment.PRODUCTION, OptionalLong.of(1234));

            assertThat(verdict(receipts(production), payload("transactionInfo")))
                    .isEqualTo(new Refused(Reason.OTHER_ENVIRONMENT));
        }

        /** Its signature is good, but a notification names its app elsewhere: as a transaction it is of no app. */
        @ParameterizedTest
        @ValueSource(strings = {"wrongBundleId", "testNotification"})
        void a_notification_is_no_transaction(String name) throws IOException {
            assertThat(verdict(receipts(Settings.of(BUNDLE, root())), payload(name)))
                    .isEqualTo(new Refused(Reason.OTHER_APP));
        }

        @Test
        void a_payload_without_certificates_is_not_genuine() throws IOException {
            assertThat(verdict(receipts(Settings.of(BUNDLE, root())), payload("missingX5CHeaderClaim")))
                    .isEqualTo(new Refused(Reason.NOT_GENUINE));
        }

        @Test
        void an_altered_signature_is_not_genuine() throws IOException {
            var signed = payload("transactionInfo");
            var dot = signed.lastIndexOf('.');
            var altered = signed.substring(0, dot + 1)
                    + (signed.charAt(dot + 1) == 'A' ? 'B' : 'A')
                    + signed.substring(dot + 2);

            assertThat(verdict(receipts(Settings.of(BUNDLE, root())), altered))
                    .isEqualTo(new Refused(Reason.NOT_GENUINE));
        }

        @Test
        void roots_that_appear_after_the_start_are_taken(@TempDir Path mount) throws IOException {
            var late = mount.resolve("root.der");
            var receipts = receipts(Settings.of(BUNDLE, late));
            var signed = payload("transactionInfo");

            assertThat(verdict(receipts, signed)).isEqualTo(new Unavailable());
            Files.write(late, new byte[] {0x30, 0x42});
            assertThat(verdict(receipts, signed)).as("half written").isEqualTo(new Unavailable());
            Files.copy(root(), late, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(verdict(receipts, signed)).isEqualTo(new Refused(Reason.NOT_A_COIN_PURCHASE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "receipt", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void without_roots_nothing_is_known_against_a_receipt(String signed) {
        assertThat(verdict(receipts(Settings.withoutRoots(Environment.SANDBOX)), signed))
                .isEqualTo(new Unavailable());
    }

    @Test
    void a_root_that_is_missing_leaves_the_verdict_open(@TempDir Path mount) {
        assertThat(verdict(receipts(Settings.of(BUNDLE, mount.resolve("absent.der"))), "a.b.c"))
                .isEqualTo(new Unavailable());
    }

    @ParameterizedTest
    @EnumSource(names = {"XCODE", "LOCAL_TESTING"})
    void an_environment_without_signatures_stops_the_start(Environment unsigned) {
        assertThatIllegalStateException()
                .isThrownBy(() -> receipts(Settings.withoutRoots(unsigned)).refuseWrongSettings(null))
                .withMessageContaining("coinstage.app-store.environment must be PRODUCTION or SANDBOX");
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTION", "SANDBOX"})
    void an_environment_with_signatures_starts_even_before_it_has_roots(Environment signed) {
        assertThatCode(() -> receipts(Settings.withoutRoots(signed)).refuseWrongSettings(null))
                .doesNotThrowAnyException();
    }

    @Test
    void production_with_roots_but_without_the_apps_id_stops_the_start(@TempDir Path mount) {
        var incomplete = new Settings(
                Optional.of(List.of(mount.resolve("root.der"))), BUNDLE, Environment.PRODUCTION, OptionalLong.empty());

        assertThatIllegalStateException()
                .isThrownBy(() -> receipts(incomplete).refuseWrongSettings(null))
                .withMessageContaining("coinstage.app-store.app-apple-id");
    }
}
