package dev.coinstage.sandbox;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Says at every start what this process is, for the case that somebody finds it where it must not be. */
@ApplicationScoped
class ProductionWarning {

    private static final Logger LOG = Logger.getLogger(ProductionWarning.class);

    @Startup
    void warn() {
        LOG.warn("NOT FOR PRODUCTION: this sandbox signs App Store purchases for anybody who asks. A wallet that trusts"
                + " its root gives coins away.");
    }
}
