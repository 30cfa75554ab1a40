package dev.coinstage.sandbox.appstore;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The App Store's stand-in: sells without asking, and says what it sold. */
@Path("/app-store")
class AppStoreResource {

    private final TransactionIds ids;
    private final TransactionSigner signer;
    private final SalesLog sales;
    private final KeptChain kept;
    private final Clock clock;

    AppStoreResource(TransactionIds ids, TransactionSigner signer, SalesLog sales, KeptChain kept, Clock clock) {
        this.ids = ids;
        this.signer = signer;
        this.sales = sales;
        this.kept = kept;
        this.clock = clock;
    }

    /** Signed before it is kept: a sale that cannot be signed is none. */
    @POST
    @Path("/transactions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public SaleResponse sell(@NotNull @Valid SaleRequest request) {
        var sale = request.toSale(ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var signed = signer.sign(sale);
        sales.append(sale);
        return new SaleResponse(sale.transactionId(), signed);
    }

    @GET
    @Path("/root-certificate")
    @Produces("application/pkix-cert")
    public byte[] rootCertificate() throws CertificateEncodingException {
        return kept.chain().root().getEncoded();
    }

    @GET
    @Path("/totals")
    @Produces(MediaType.APPLICATION_JSON)
    public SalesTotals totals() {
        return sales.totals();
    }
}
