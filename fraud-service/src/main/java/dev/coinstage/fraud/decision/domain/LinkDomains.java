package dev.coinstage.fraud.decision.domain;

import java.util.List;
import java.util.stream.Stream;

/** The domains that a campaign leads to, as lists name them. */
public final class LinkDomains {

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private LinkDomains() {}

    /** Hosts of the link and of what the text names, and the domains above them; at most {@value #MOST}. */
    public static List<String> of(String link, String text) {
        return Stream.concat(Link.addresses(link, text).stream(), Link.names(text).stream())
                .flatMap(found -> found.domains().stream())
                .filter(domain -> domain.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
