package dev.coinstage.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks every exchange of a REST Assured test against a committed OpenAPI 3.0.3 document, and fails the test with an
 * {@link AssertionError} that lists what differs.
 *
 * <p>Responses are always checked: status, content type, headers and body; members that the document does not name are
 * faults unless a schema says {@code additionalProperties}. Requests are checked only when the service accepted them,
 * because tests send bad ones on purpose. A path or method that the document lacks must be refused with 401, 403, 404
 * or 405.
 */
public final class ContractFilter implements Filter {

    private static final Set<String> NO_SUCH_OPERATION =
            Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");
    private static final Set<Integer> REFUSALS_OF_NO_OPERATION = Set.of(401, 403, 404, 405);

    private final OpenApiInteractionValidator validator;

    private ContractFilter(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /**
     * A filter for the document in that file.
     *
     * @throws IllegalArgumentException if the document is not OpenAPI 3.0.3: types are not checked for later versions
     */
    public static ContractFilter of(Path document) {
        var text = OpenApiDocuments.read(document);
        var version = OpenApiDocuments.tree(text).path("openapi").asText();
        if (!"3.0.3".equals(version)) {
            throw new IllegalArgumentException(document + " is OpenAPI " + version + ", and only 3.0.3 is checked");
        }
        return new ContractFilter(OpenApiInteractionValidator.createForInlineApiSpecification(text)
                .withBasePathOverride("/")
                .build());
    }

    @Override
    public Response filter(
            FilterableRequestSpecification requestSpec,
            FilterableResponseSpecification responseSpec,
            FilterContext context) {
        var response = context.next(requestSpec, responseSpec);
        var request = RestAssuredRequest.of(requestSpec);
        var report =
                validator.validateResponse(request.getPath(), request.getMethod(), RestAssuredResponse.of(response));
        if (isRefusalOfNoOperation(report, response.statusCode())) {
            return response;
        }
        if (response.statusCode() / 100 == 2) {
            report = validator.validateRequest(request).merge(report);
        }
        if (report.hasErrors()) {
            throw new AssertionError("%s %s answered %d, against the contract:%n%s"
                    .formatted(requestSpec.getMethod(), request.getPath(), response.statusCode(), faults(report)));
        }
        return response;
    }

    private static boolean isRefusalOfNoOperation(ValidationReport report, int status) {
        return REFUSALS_OF_NO_OPERATION.contains(status)
                && report.getMessages().stream().anyMatch(message -> NO_SUCH_OPERATION.contains(message.getKey()));
    }

    private static String faults(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(ContractFilter::line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(Message message) {
        return "- " + message.getMessage() + " [" + message.getKey() + "]";
    }
}
