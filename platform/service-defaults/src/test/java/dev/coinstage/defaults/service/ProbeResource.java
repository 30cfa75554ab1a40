package dev.coinstage.defaults.service;

import dev.coinstage.defaults.identity.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Succeeds and fails in every way that the problem mappers must know. */
@Path("/v1/probes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProbeResource {

    private final Caller caller;
    private final Validator validator;

    ProbeResource(Caller caller, Validator validator) {
        this.caller = caller;
        this.validator = validator;
    }

    /** A body with each kind of member. */
    public record ProbeRequest(
            @NotNull @Size(max = 10) String name,
            @NotNull @Min(1) Integer quantity,
            UUID id) {}

    /** Jackson finds nothing to write in it. */
    public static final class Unwritable {}

    @GET
    @Path("open")
    @PermitAll
    public Map<String, String> open() {
        return Map.of("answer", "open");
    }

    @GET
    @Path("mine")
    @RolesAllowed("viewer")
    public Map<String, String> mine() {
        return Map.of("subject", caller.subject().toString(), "moderator", String.valueOf(caller.has("moderator")));
    }

    @POST
    @PermitAll
    public Map<String, Object> create(@NotNull @Valid ProbeRequest request) {
        return Map.of("name", request.name(), "quantity", request.quantity());
    }

    @GET
    @PermitAll
    public Map<String, Integer> list(@QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        return Map.of("limit", limit);
    }

    @GET
    @Path("by-id/{id}")
    @PermitAll
    public Map<String, String> byId(@PathParam("id") UUID id) {
        return Map.of("id", id.toString());
    }

    @GET
    @Path("wrong-reply")
    @PermitAll
    @Size(min = 1)
    public Set<String> wrongReply() {
        return Set.of();
    }

    @GET
    @Path("unwritable-reply")
    @PermitAll
    public Unwritable unwritableReply() {
        return new Unwritable();
    }

    @GET
    @Path("violation-inside")
    @PermitAll
    public String violationInside() {
        throw new ConstraintViolationException(validator.validate(new ProbeRequest(null, 0, null)));
    }

    @GET
    @Path("validation-broken")
    @PermitAll
    public String validationBroken() {
        throw new ValidationException("no validator for secret");
    }

    @GET
    @Path("bug")
    @PermitAll
    public String bug() {
        throw new IllegalStateException("secret");
    }

    @GET
    @Path("database-away")
    @PermitAll
    public String databaseAway() throws ConnectException {
        throw new ConnectException("Connection refused: secret:5432");
    }
}
