/** The launcher's commands: {@code ./coinstage up | demo | status | down}. */
package dev.coinstage.local;
