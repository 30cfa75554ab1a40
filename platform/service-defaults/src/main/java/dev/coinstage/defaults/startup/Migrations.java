package dev.coinstage.defaults.startup;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Brings the tables of the service and of these defaults up to date, with retries: a database that is away is waited for. */
@ApplicationScoped
class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final String DATABASE = "database";

    private final StartupGate gate;
    private final MigrationConfig config;
    private final Flyway defaults;
    private final Flyway service;
    private final List<AgroalDataSource> pools;

    Migrations(
            StartupGate gate,
            MigrationConfig config,
            @FlywayDataSource("defaults") Flyway defaults,
            Flyway service,
            @DataSource("defaults") AgroalDataSource poolOfDefaults,
            AgroalDataSource poolOfService) {
        this.gate = gate;
        this.config = config;
        this.defaults = defaults;
        this.service = service;
        this.pools = List.of(poolOfDefaults, poolOfService);
    }

    void begin(@Observes @Priority(StartupGate.FIRST) StartupEvent event) {
        gate.await(DATABASE);
        Attempts.untilDone(DATABASE, attempt(), this::finish);
    }

    /**
     * One try. Flyway may not give back connections that broke while it worked; without new ones each later try would wait in vain
     * for those that the pool believes to be in use.
     */
    Uni<Void> attempt() {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::bringUpToDate)
                .onFailure()
                .invoke(failure -> pools.forEach(pool -> pool.flush(FlushMode.ALL)));
    }

    private void bringUpToDate() {
        if (config.mode() == MigrationConfig.Mode.ELSEWHERE) {
            refusePending(defaults);
            refusePending(service);
            return;
        }
        defaults.migrate();
        service.migrate();
    }

    private static void refusePending(Flyway flyway) {
        var pending = flyway.info().pending().length;
        if (pending > 0) {
            throw new IllegalStateException(pending + " migrations are pending in "
                    + flyway.getConfiguration().getTable());
        }
    }

    private void finish() {
        gate.arrived(DATABASE);
        LOG.info("the database is up to date");
        if (config.mode() == MigrationConfig.Mode.ONLY) {
            Quarkus.asyncExit(0);
        }
    }
}
