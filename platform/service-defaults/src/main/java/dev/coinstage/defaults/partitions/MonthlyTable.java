package dev.coinstage.defaults.partitions;

/**
 * A table of which each month is a partition, named {@code <table>_YYYY_MM} by UTC. A service that has one makes a bean of
 * this type, and {@link PartitionUpkeep} keeps its months ahead of time.
 *
 * @param name of the table
 * @param upkeep statement that makes the months from {@code $1} to {@code $2} as far as they are missing, and may drop what is
 *     too old at {@code $1}; several processes may run it at once
 */
public record MonthlyTable(String name, String upkeep) {}
