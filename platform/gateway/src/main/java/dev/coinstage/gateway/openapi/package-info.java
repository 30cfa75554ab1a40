/**
 * Makes one OpenAPI document of the services' documents: the operations that this gateway's routes let through, with
 * the answers that the gateway itself gives.
 */
package dev.coinstage.gateway.openapi;
