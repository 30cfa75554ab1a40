package dev.coinstage.promote;

import dev.coinstage.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> the_rules_of_the_house() {
        return ArchitectureRules.of("dev.coinstage.promote")
                .withSharedKernel("dev.coinstage.promote.quantity")
                .tests();
    }
}
