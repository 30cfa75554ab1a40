/**
 * Starts, watches and stops the suite's processes on one machine. {@link dev.coinstage.local.suite.Suite} is the way in,
 * for the launcher and for the system tests alike.
 */
package dev.coinstage.local.suite;
