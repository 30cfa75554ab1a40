package dev.coinstage.wallet.purchase.appstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * A native image knows only the classes that it was told of, and an update of Apple's library that brings new ones must not
 * fail there first.
 */
class AppleReflectionTest {

    private static final String LIST = "META-INF/native-image/dev.coinstage/wallet-service/reflect-config.json";
    private static final String ROOT = "com.apple.itunes.storekit.";

    /** Packages whose classes Jackson never reads or writes: verifiers, clients and signers. */
    private static final Set<String> WITHOUT_JSON =
            Set.of("advancedcommerce", "client", "migration", "offers", "signature", "verification");

    private record Registered(
            String name, boolean allDeclaredFields, boolean allDeclaredMethods, boolean allDeclaredConstructors) {

        static Registered whole(String name) {
            return new Registered(name, true, true, true);
        }
    }

    @Test
    void every_class_that_apples_library_reads_or_writes_as_json_is_registered_for_the_native_image()
            throws IOException, URISyntaxException {
        var known = jsonClasses().stream().map(Registered::whole).toList();

        assertThat(known).as("the library's models").hasSizeGreaterThan(100);
        assertThat(registered()).as("one line per class, sorted, in " + LIST).containsExactlyElementsOf(known);
    }

    private static List<Registered> registered() throws IOException {
        try (var list = AppleReflectionTest.class.getClassLoader().getResourceAsStream(LIST)) {
            return List.of(new ObjectMapper().readValue(list, Registered[].class));
        }
    }

    private static List<String> jsonClasses() throws IOException, URISyntaxException {
        var library =
                SignedDataVerifier.class.getProtectionDomain().getCodeSource().getLocation();
        try (var jar = new JarFile(Path.of(library.toURI()).toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(AppleReflectionTest::isJson)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJson(String name) {
        var withinLibrary = name.substring(ROOT.length());
        return !WITHOUT_JSON.contains(withinLibrary.substring(0, withinLibrary.indexOf('.')));
    }
}
