# The committed realm as an object for Keycloak's operator; the clients' secrets come from the Secrets that the services use.
def secret(service): {secret: {name: (service + "-client"), key: "client-secret"}};
{
  apiVersion: "k8s.keycloak.org/v2beta1",
  kind: "KeycloakRealmImport",
  metadata: {name: "coinstage", namespace: "coinstage"},
  spec: {
    keycloakCRName: "coinstage-keycloak",
    placeholders: {
      COINSTAGE_WALLET_SERVICE_SECRET: secret("wallet-service"),
      COINSTAGE_PROMOTE_SERVICE_SECRET: secret("promote-service"),
      COINSTAGE_PAYOUT_SERVICE_SECRET: secret("payout-service"),
      COINSTAGE_FRAUD_SERVICE_SECRET: secret("fraud-service")
    },
    realm: .
  }
}
