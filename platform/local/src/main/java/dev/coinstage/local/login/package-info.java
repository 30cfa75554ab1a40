/** Logs people in the way people do: through Keycloak's own pages, by authorization code with PKCE. */
package dev.coinstage.local.login;
