package dev.coinstage.payout;

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

/** A test against the running service with scripted peers. All of them share one service, one database and one token issuer. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "payout"))
@QuarkusTestResource(TokenIssuerResource.class)
@QuarkusTestResource(
        value = PeersResource.class,
        initArgs = @ResourceArg(name = "peers", value = "wallet-service,fraud-service,payout-provider"))
@ExtendWith({ReadyService.class, FreshPeers.class})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PayoutTest {}
