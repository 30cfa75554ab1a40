package dev.coinstage.defaults.service;

import dev.coinstage.testing.PeersResource;
import dev.coinstage.testing.PostgresResource;
import dev.coinstage.testing.ReadyService;
import dev.coinstage.testing.TokenIssuerResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test against a small service made of the defaults alone. All share one, which starts without its identity provider. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "defaults"))
@QuarkusTestResource(TokenIssuerResource.class)
@QuarkusTestResource(IdentityProviderAway.class)
@QuarkusTestResource(value = PeersResource.class, initArgs = @ResourceArg(name = "peers", value = "peer-service"))
@ExtendWith({FirstMoments.class, ReadyService.class})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServiceTest {}
