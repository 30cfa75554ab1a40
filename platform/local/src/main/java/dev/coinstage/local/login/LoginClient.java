package dev.coinstage.local.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A client app's side of the login; safe for use by many threads at once. */
public final class LoginClient {

    private static final String CLIENT = "coinstage-app";
    /** Nobody listens there: the code is read from the redirect, as an app's system browser hands it over. */
    private static final String CALLBACK = "http://127.0.0.1:49152/callback";

    private static final String ONE_FACTOR = "1";
    private static final String TWO_FACTORS = "2";

    private final String issuer;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ObjectMapper json = new ObjectMapper();

    public LoginClient(String issuer) {
        this.issuer = issuer;
    }

    /**
     * Logs somebody in.
     *
     * @throws LoginRefused when Keycloak does not let them in
     */
    public Session login(String username, String password) throws InterruptedException {
        Browser browser = new Browser(http);
        Pkce pkce = Pkce.fresh();
        String state = Pkce.random();
        HttpResponse<String> page = browser.get(loginPage(pkce, state, ONE_FACTOR));
        return session(browser, pkce, code(password(browser, page, username, password), state));
    }

    /**
     * Logs somebody in with a second factor, as a service demands it with {@code acr_values="2"} (RFC 9470).
     *
     * @param otpSecret what codes are computed from (RFC 6238)
     * @throws LoginRefused when Keycloak does not let them in
     */
    public Session stepUp(String username, String password, String otpSecret) throws InterruptedException {
        Browser browser = new Browser(http);
        Pkce pkce = Pkce.fresh();
        String state = Pkce.random();
        HttpResponse<String> page = browser.get(loginPage(pkce, state, TWO_FACTORS));
        HttpResponse<String> second = password(browser, page, username, password);
        Element form = form(second, "kc-otp-login-form");
        HttpResponse<String> answer =
                browser.post(URI.create(form.absUrl("action")), Map.of("otp", Totp.now(otpSecret, Instant.now())));
        return session(browser, pkce, code(answer, state));
    }

    private HttpResponse<String> password(Browser browser, HttpResponse<String> page, String username, String password)
            throws InterruptedException {
        Element form = form(page, "kc-form-login");
        return browser.post(
                URI.create(form.absUrl("action")),
                Map.of("username", username, "password", password, "credentialId", ""));
    }

    private Element form(HttpResponse<String> page, String id) {
        Element form = Jsoup.parse(page.body(), issuer).getElementById(id);
        if (form == null) {
            throw new LoginRefused("Keycloak shows no form " + id + " but: " + said(page));
        }
        return form;
    }

    private Session session(Browser browser, Pkce pkce, String code) throws InterruptedException {
        return session(
                browser,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        pkce.verifier()));
    }

    /** A new pair of tokens; the old refresh token is spent. */
    Session refreshed(String refreshToken) throws InterruptedException {
        return session(new Browser(http), Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private URI loginPage(Pkce pkce, String state, String level) {
        Map<String, String> query = new TreeMap<>();
        query.put("response_type", "code");
        query.put("client_id", CLIENT);
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "openid");
        query.put("state", state);
        query.put("nonce", Pkce.random());
        query.put("code_challenge", pkce.challenge());
        query.put("code_challenge_method", "S256");
        query.put("acr_values", level);
        return endpoint("auth?" + Form.encode(query));
    }

    private static String code(HttpResponse<String> answer, String state) {
        String location = answer.headers().firstValue("Location").orElse("");
        if (!location.startsWith(CALLBACK + "?")) {
            throw new LoginRefused(said(answer));
        }
        Map<String, String> query = Form.decode(location.substring(CALLBACK.length() + 1));
        if (!state.equals(query.get("state")) || !query.containsKey("code")) {
            throw new LoginRefused(
                    "The redirect carries no code for this login: " + query.getOrDefault("error", "state differs"));
        }
        return query.get("code");
    }

    private Session session(Browser browser, Map<String, String> grant) throws InterruptedException {
        Map<String, String> fields = new TreeMap<>(grant);
        fields.put("client_id", CLIENT);
        Instant asked = Instant.now();
        HttpResponse<String> answer = browser.post(endpoint("token"), fields);
        if (answer.statusCode() != 200) {
            throw new LoginRefused("Keycloak gives no token: " + answer.body());
        }
        try {
            JsonNode tokens = json.readTree(answer.body());
            Instant expires = asked.plusSeconds(tokens.get("expires_in").asLong());
            return new Session(
                    this,
                    tokens.get("access_token").asText(),
                    tokens.get("refresh_token").asText(),
                    expires);
        } catch (JsonProcessingException e) {
            throw new LoginRefused("Keycloak's answer is not JSON: " + e.getOriginalMessage());
        }
    }

    private URI endpoint(String name) {
        return URI.create(issuer + "/protocol/openid-connect/" + name);
    }

    private static String said(HttpResponse<String> page) {
        Document document = Jsoup.parse(page.body());
        String message = document.select(".kc-feedback-text, #input-error, .instruction, #kc-error-message")
                .text();
        return "status " + page.statusCode() + ", " + (message.isEmpty() ? document.title() : message);
    }
}
