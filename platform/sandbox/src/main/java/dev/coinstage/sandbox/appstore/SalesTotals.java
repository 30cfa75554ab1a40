package dev.coinstage.sandbox.appstore;

import java.util.List;

/** What this App Store sold since its data folder was made, by bundle and currency, in that order. */
record SalesTotals(List<Total> items) {

    /**
     * @param count transactions, whatever their quantity
     * @param priceMilliunits what buyers paid in all, before the store's fee
     */
    record Total(String bundleId, String currency, long count, long priceMilliunits) {}
}
