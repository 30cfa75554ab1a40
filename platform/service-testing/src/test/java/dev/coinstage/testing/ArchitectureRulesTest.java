package dev.coinstage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Each rule is shown a fixture that breaks it, and a sound one that breaks none. */
class ArchitectureRulesTest {

    private static final String FIXTURES = "dev.coinstage.testing.fixtures.";

    @Test
    void a_sound_service_breaks_no_rule() {
        var rules = ArchitectureRules.of(FIXTURES + "sound").withSharedKernel(FIXTURES + "sound.units");
        assertThatCode(() -> rules.check(classesOf("sound"))).doesNotThrowAnyException();
    }

    @Test
    void another_features_values_are_foreign_unless_they_are_the_kernel() {
        var rule = rulesOf("sound").domainIsPlainJava();
        assertThat(violationsOf(rule, "sound")).contains("sound.units.Coins");
    }

    @Test
    void a_kernel_is_held_to_the_rules_of_a_domain() {
        var rules = rulesOf("impuredomain").withSharedKernel(FIXTURES + "impuredomain.gifts.domain");
        assertThat(violationsOf(rules.domainIsPlainJava(), "impuredomain")).contains("JsonNode");
    }

    @Test
    void a_domain_that_uses_a_library_is_caught() {
        assertThat(violationsOf(rulesOf("impuredomain").domainIsPlainJava(), "impuredomain"))
                .contains("com.fasterxml.jackson.databind.JsonNode");
    }

    @Test
    void a_domain_that_uses_a_port_is_caught() {
        assertThat(violationsOf(rulesOf("impuredomain").domainIsPlainJava(), "impuredomain"))
                .contains("gifts.app.GiftStore");
    }

    @Test
    void a_domain_that_uses_another_features_domain_is_caught() {
        assertThat(violationsOf(rulesOf("impuredomain").domainIsPlainJava(), "impuredomain"))
                .contains("lives.domain.Live");
    }

    @Test
    void a_domain_that_speaks_to_a_database_is_caught() {
        assertThat(violationsOf(rulesOf("impuredomain").domainIsPlainJava(), "impuredomain"))
                .contains("java.sql.Connection");
    }

    @Test
    void a_domain_that_asks_for_the_time_or_for_chance_is_caught() {
        assertThat(violationsOf(rulesOf("clockdomain").domainIsDeterministic(), "clockdomain"))
                .contains("java.time.Instant.now()")
                .contains("java.time.Clock")
                .contains("java.lang.Math.random()")
                .contains("java.util.UUID.randomUUID()")
                .contains("java.time.LocalDate.now()");
    }

    @Test
    void a_domain_with_a_binary_fraction_is_caught() {
        assertThat(violationsOf(rulesOf("floatdomain").domainHasNoFloatingPoint(), "floatdomain"))
                .contains("CheapGift.price");
    }

    @Test
    void a_response_made_of_a_row_is_caught() {
        assertThat(violationsOf(rulesOf("meeting").restAndDbNeverMeet(), "meeting"))
                .contains("gifts.rest.GiftResponse")
                .contains("gifts.db.GiftRow");
    }

    @Test
    void a_feature_that_reaches_anothers_tables_is_caught() {
        assertThat(violationsOf(rulesOf("reaching").featuresHideTheirEdges(), "reaching"))
                .contains("lives.db.LiveRow");
    }

    @Test
    void two_features_that_need_each_other_are_caught() {
        assertThat(violationsOf(rulesOf("cyclic").featuresHaveNoCycles(), "cyclic"))
                .contains("Slice gifts")
                .contains("Slice lives");
    }

    @Test
    void the_blocking_transaction_annotation_is_caught() {
        assertThat(violationsOf(rulesOf("transactional").oneWayToMarkTransactions(), "transactional"))
                .contains("PlaceGift.place()");
    }

    @Test
    void an_injected_field_is_caught() {
        assertThat(violationsOf(rulesOf("injected").injectionIsByConstructor(), "injected"))
                .contains("PlaceGift.gifts");
    }

    @Test
    void a_name_that_says_nothing_is_caught() {
        assertThat(violationsOf(rulesOf("misnamed").namesSayWhatThingsAre(), "misnamed"))
                .contains("GiftManager");
    }

    @Test
    void a_package_without_classes_is_no_proof() {
        assertThatThrownBy(() -> ArchitectureRules.of("dev.coinstage.nowhere").tests())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dev.coinstage.nowhere");
    }

    private static ArchitectureRules rulesOf(String fixture) {
        return ArchitectureRules.of(FIXTURES + fixture);
    }

    private static String violationsOf(ArchRule rule, String fixture) {
        var result = rule.evaluate(classesOf(fixture));
        assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
        return result.getFailureReport().toString();
    }

    private static JavaClasses classesOf(String fixture) {
        return new ClassFileImporter().importPackages(FIXTURES + fixture);
    }
}
