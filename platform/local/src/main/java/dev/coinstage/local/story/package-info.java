/** The story that {@code ./coinstage demo} plays and the system tests check: real people, real requests, real books. */
package dev.coinstage.local.story;
