package dev.coinstage.gateway.token;

import java.time.Duration;

/** What a token must say: who issued it, for whom, and by how much clocks may differ. */
public record TokenRules(String issuer, String audience, Duration clockSkew) {}
