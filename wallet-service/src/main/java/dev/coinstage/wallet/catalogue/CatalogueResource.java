package dev.coinstage.wallet.catalogue;

import dev.coinstage.wallet.api.ItemsOf;
import dev.coinstage.wallet.api.MoneyBody;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"viewer", "creator"})
@Tag(name = "Catalogue")
class CatalogueResource {

    private final Catalogue catalogue;

    CatalogueResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The stores that sell coins. */
    enum Platform {
        IOS,
        ANDROID,
        WEB
    }

    @Schema(name = "CoinPackage", description = "A package of coins as the store sells it now, taxes included.")
    record PackageBody(
            @Schema(required = true, examples = "dev.coinstage.coins.700")
            String productId,

            @Schema(required = true) Platform platform,
            @Schema(required = true, examples = "US") String region,
            @Schema(required = true, examples = "1") int priceVersion,
            @Schema(required = true, examples = "700") long coins,
            @Schema(required = true) MoneyBody price) {

        static PackageBody from(CoinPackage offer) {
            return new PackageBody(
                    offer.productId(),
                    Platform.valueOf(offer.platform()),
                    offer.region(),
                    offer.priceVersion(),
                    offer.coins().value(),
                    MoneyBody.from(offer.price()));
        }
    }

    @Schema(name = "Gift", description = "A gift as it is sold now.")
    record GiftBody(
            @Schema(required = true, examples = "rose") String id,
            @Schema(required = true, examples = "1") int version,
            @Schema(required = true, examples = "Rose") String name,
            @Schema(required = true, examples = "1") long coins,
            @Schema(required = true, examples = "1") long diamonds) {

        static GiftBody from(Gift gift) {
            return new GiftBody(
                    gift.id(),
                    gift.version(),
                    gift.name(),
                    gift.coins().value(),
                    gift.diamonds().value());
        }
    }

    @GET
    @Path("/coin-packages")
    @Operation(summary = "Coin packages on sale", description = "Smallest first. Roles: viewer, creator.")
    public Uni<ItemsOf<PackageBody>> packages(
            @QueryParam("platform") @NotNull Platform platform,
            @QueryParam("region") @NotNull @Pattern(regexp = "[A-Z]{2}") @Schema(example = "US") String region) {
        return catalogue.packages(platform.name(), region).map(offers -> ItemsOf.from(offers, PackageBody::from));
    }

    @GET
    @Path("/gifts")
    @Operation(summary = "Gifts on sale", description = "Cheapest first. Roles: viewer, creator.")
    public Uni<ItemsOf<GiftBody>> gifts() {
        return catalogue.giftsOnSale().map(gifts -> ItemsOf.from(gifts.values(), GiftBody::from));
    }
}
