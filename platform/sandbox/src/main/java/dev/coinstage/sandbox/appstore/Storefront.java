package dev.coinstage.sandbox.appstore;

import java.util.Map;
import java.util.Optional;

/**
 * A country's App Store.
 *
 * @param country ISO 3166-1 alpha-3
 * @param id Apple's number of it
 */
record Storefront(String country, String id) {

    /** Those that the platform sells in, and their neighbours. */
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("AUS", "143460"),
            Map.entry("AUT", "143445"),
            Map.entry("BEL", "143446"),
            Map.entry("BRA", "143503"),
            Map.entry("CAN", "143455"),
            Map.entry("CHE", "143459"),
            Map.entry("DEU", "143443"),
            Map.entry("DNK", "143458"),
            Map.entry("ESP", "143454"),
            Map.entry("FIN", "143447"),
            Map.entry("FRA", "143442"),
            Map.entry("GBR", "143444"),
            Map.entry("IDN", "143476"),
            Map.entry("IND", "143467"),
            Map.entry("IRL", "143449"),
            Map.entry("ITA", "143450"),
            Map.entry("JPN", "143462"),
            Map.entry("KOR", "143466"),
            Map.entry("MEX", "143468"),
            Map.entry("NLD", "143452"),
            Map.entry("NOR", "143457"),
            Map.entry("POL", "143478"),
            Map.entry("PRT", "143453"),
            Map.entry("SWE", "143456"),
            Map.entry("TUR", "143480"),
            Map.entry("USA", "143441"),
            Map.entry("ZAF", "143472"));

    static Optional<Storefront> of(String country) {
        return Optional.ofNullable(IDS.get(country)).map(id -> new Storefront(country, id));
    }
}
