package dev.coinstage.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the house for one service, whose features are the packages below its base package, each with the layers
 * {@code domain}, {@code app}, {@code db} and {@code rest} that it needs, or with none. A rule about a layer that is
 * absent holds.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> the_rules_of_the_house() {
 *     return ArchitectureRules.of("dev.coinstage.wallet").tests();
 * }
 * }</pre>
 */
public final class ArchitectureRules {

    private final String base;
    private final List<String> kernels;

    private ArchitectureRules(String base, List<String> kernels) {
        this.base = base;
        this.kernels = kernels;
    }

    /** Rules for the service in that package and the packages below it. */
    public static ArchitectureRules of(String basePackage) {
        return new ArchitectureRules(basePackage, List.of());
    }

    /**
     * Packages of plain values, quantities for example, that every domain may use. They are themselves held to the rules
     * of a domain. Packages below them are not meant unless listed.
     */
    public ArchitectureRules withSharedKernel(String... packages) {
        return new ArchitectureRules(base, List.of(packages));
    }

    /** One test for each rule, on the service's own classes without its tests. */
    public Stream<DynamicTest> tests() {
        var ownClasses = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(base);
        if (!ownClasses.iterator().hasNext()) {
            throw new IllegalStateException("no classes in " + base + ": the rules would hold for nothing");
        }
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(ownClasses)));
    }

    /** Fails with the first rule that these classes break. */
    public void check(JavaClasses classes) {
        rules().forEach(rule -> rule.check(classes));
    }

    /** All rules; each can also be had by its name. */
    public List<ArchRule> rules() {
        return List.of(
                domainIsPlainJava(),
                domainIsDeterministic(),
                domainHasNoFloatingPoint(),
                restAndDbNeverMeet(),
                featuresHideTheirEdges(),
                featuresHaveNoCycles(),
                oneWayToMarkTransactions(),
                injectionIsByConstructor(),
                namesSayWhatThingsAre());
    }

    /** A domain depends on java.* without its input and output, on its own feature's domain and on the kernel. */
    public ArchRule domainIsPlainJava() {
        return classes()
                .that(resideInAnyPackage(domainPackages()))
                .should(new DomainConditions.DependOnPlainJavaOnly(base, kernels))
                .as("a domain depends on plain Java and its own package only")
                .allowEmptyShould(true);
    }

    /** Time and chance are passed into a domain, so that the same input always gives the same outcome. */
    public ArchRule domainIsDeterministic() {
        return classes()
                .that(resideInAnyPackage(domainPackages()))
                .should(new DomainConditions.AskNeitherClockNorChance())
                .as("a domain asks neither the clock nor chance")
                .allowEmptyShould(true);
    }

    /** Amounts are integers: binary fractions lose cents. */
    public ArchRule domainHasNoFloatingPoint() {
        return noFields()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage(domainPackages()))
                .should()
                .haveRawType(DomainConditions.floatingPoint())
                .as("a domain keeps no floating-point numbers")
                .allowEmptyShould(true);
    }

    /** What goes over the wire and what goes into tables change for different reasons. */
    public ArchRule restAndDbNeverMeet() {
        return classes()
                .should(new FeatureConditions.KeepRestAndDbApart(base))
                .as("rest and db never meet")
                .allowEmptyShould(true);
    }

    /** A feature is used by its use cases and values, never by its tables or its resources. */
    public ArchRule featuresHideTheirEdges() {
        return classes()
                .should(new FeatureConditions.NotReachForeignEdges(base))
                .as("no feature reaches another feature's db or rest")
                .allowEmptyShould(true);
    }

    public ArchRule featuresHaveNoCycles() {
        return slices().matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .as("features have no cycles")
                .allowEmptyShould(true);
    }

    /** The annotation fails at run time on a method that returns a Uni. */
    public ArchRule oneWayToMarkTransactions() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.transaction.Transactional")
                .as("jakarta.transaction.Transactional is forbidden")
                .allowEmptyShould(true);
    }

    public ArchRule injectionIsByConstructor() {
        return noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .as("no field is injected")
                .allowEmptyShould(true);
    }

    public ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Manager|Helper)")
                .as("no class is an Impl, Util, Manager or Helper")
                .allowEmptyShould(true);
    }

    private String[] domainPackages() {
        return Stream.concat(Stream.of(base + ".*.domain.."), kernels.stream()).toArray(String[]::new);
    }
}
