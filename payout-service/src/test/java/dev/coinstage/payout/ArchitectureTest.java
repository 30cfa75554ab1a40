package dev.coinstage.payout;

import dev.coinstage.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> the_rules_of_the_house() {
        return ArchitectureRules.of("dev.coinstage.payout")
                .withSharedKernel("dev.coinstage.payout.quantity")
                .tests();
    }
}
